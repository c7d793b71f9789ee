'use client';

import type { Media } from '@parley/api-client';
import { type ReactNode, useState } from 'react';
import { MediaDocument } from './media-document';

type Props = { media: Media; address: string; end: ReactNode };

/** A video to play; one that this browser cannot play is a file to save. */
export function MediaVideo({ media, address, end }: Props) {
  const [isBroken, setIsBroken] = useState(false);
  if (isBroken) return <MediaDocument media={media} address={address} end={end} />;
  return (
    <>
      <video
        controls
        preload="metadata"
        src={address}
        aria-label="Video"
        onError={() => setIsBroken(true)}
        className="aspect-video w-80 max-w-full rounded-xl bg-black"
      />
      {end ? <div className="flow-root px-1.5">{end}</div> : null}
    </>
  );
}
