'use client';

import type { Media } from '@parley/api-client';
import { type ReactNode, useState } from 'react';
import { MediaDocument } from './media-document';
import { PictureViewer } from './picture-viewer';

type Props = { media: Media; address: string; isSticker: boolean; end: ReactNode };

/** A picture in a frame of one size, so that nothing moves when it comes; a click shows all of it. */
export function MediaPicture({ media, address, isSticker, end }: Props) {
  const [isBroken, setIsBroken] = useState(false);
  if (isBroken) return <MediaDocument media={media} address={address} end={end} />;
  if (isSticker)
    return (
      <>
        <img
          src={address}
          alt="Sticker"
          onError={() => setIsBroken(true)}
          className="size-36 object-contain"
        />
        {end ? <div className="flow-root">{end}</div> : null}
      </>
    );
  return (
    <div className="relative">
      <PictureViewer address={address}>
        <img
          src={address}
          alt="Picture"
          loading="lazy"
          decoding="async"
          onError={() => setIsBroken(true)}
          className="aspect-[4/3] w-80 max-w-full rounded-xl bg-ink/8 object-cover"
        />
      </PictureViewer>
      {end ? (
        <div className="pointer-events-none absolute end-1.5 bottom-1.5 rounded-full bg-black/55 px-2 py-0.5 [&_*]:!m-0 [&_*]:!text-white">
          {end}
        </div>
      ) : null}
    </div>
  );
}
