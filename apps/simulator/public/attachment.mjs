import { el } from './drawing.mjs';
import { sizeWords } from './words.mjs';

/** A file in a bubble: a picture to see, sound and film to play, everything else to save. */
export function attachment({ id, kind, mimeType, byteSize, fileName }) {
  const src = `/sim/media/${id}`;
  const [family] = mimeType.split('/');
  if (family === 'image' && kind !== 'document')
    return el(
      'a',
      { className: `attachment picture ${kind}`, href: src, target: '_blank' },
      el('img', { src, alt: kind === 'sticker' ? 'Sticker' : 'Picture' }),
    );
  if (kind === 'voice' || kind === 'audio')
    return el('audio', { className: 'attachment', controls: true, preload: 'metadata', src });
  if (kind === 'video')
    return el('video', { className: 'attachment', controls: true, preload: 'metadata', src });
  const name = fileName ?? 'Document';
  return el(
    'a',
    { className: 'attachment document', href: src, download: name },
    el('span', { className: 'name', dir: 'auto' }, name),
    el('span', { className: 'size' }, sizeWords(byteSize)),
  );
}
