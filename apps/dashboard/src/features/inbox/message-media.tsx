'use client';

import type { Media } from '@parley/api-client';
import type { ReactNode } from 'react';
import { MediaAudio } from './media-audio';
import { MediaDocument } from './media-document';
import { MediaPicture } from './media-picture';
import { MediaVideo } from './media-video';
import { useMediaAddress } from './media.queries';
import { MissingMedia } from './missing-media';

type Props = {
  media: Media;
  /** The time, where it has its place on the file. */
  end: ReactNode;
};

/** A file of a message: shown, played or to be saved, or why it is not here. */
export function MessageMedia({ media, end }: Props) {
  return media.state === 'stored' ? (
    <StoredMedia media={media} end={end} />
  ) : (
    <MissingMedia media={media} end={end} />
  );
}

function StoredMedia({ media, end }: Props) {
  const address = useMediaAddress(media);
  const shape = shapeOf(media);
  switch (shape) {
    case 'picture':
    case 'sticker':
      return <MediaPicture media={media} address={address} isSticker={shape === 'sticker'} end={end} />;
    case 'video':
      return <MediaVideo media={media} address={address} end={end} />;
    case 'audio':
      return <MediaAudio media={media} address={address} end={end} />;
    case 'document':
      return <MediaDocument media={media} address={address} end={end} />;
  }
}

/** How a file is drawn: by its bytes, so what only says that it is a picture is a document. */
export function shapeOf({
  kind,
  mimeType,
}: Pick<Media, 'kind' | 'mimeType'>): 'picture' | 'sticker' | 'video' | 'audio' | 'document' {
  if (kind === 'document') return 'document';
  const [family] = (mimeType ?? '').split('/');
  if (family === 'image' && mimeType !== 'image/svg+xml') return kind === 'sticker' ? 'sticker' : 'picture';
  if (family === 'video') return 'video';
  if (family === 'audio') return 'audio';
  return 'document';
}
