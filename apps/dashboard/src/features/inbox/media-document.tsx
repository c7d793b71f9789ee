import type { Media } from '@parley/api-client';
import { Download, FileText } from 'lucide-react';
import type { ReactNode } from 'react';
import { documentFacts, titleOf } from './media-words';

type Props = { media: Media; address: string; end: ReactNode };

/** A file to save, with its name as it was sent. */
export function MediaDocument({ media, address, end }: Props) {
  const name = titleOf(media);
  return (
    <>
      <a
        href={address}
        download={name}
        className="group flex w-80 max-w-full items-center gap-3 rounded-xl bg-ink/6 p-2.5 transition-colors hover:bg-ink/10"
      >
        <span className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-surface text-ink-muted">
          <FileText aria-hidden="true" className="size-5" />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm font-medium" title={name}>
            <bdi>{name}</bdi>
          </span>
          <span className="block text-[12.5px] leading-5 text-bubble-meta">{documentFacts(media)}</span>
        </span>
        <Download
          aria-label="Save"
          className="me-1 size-[18px] shrink-0 text-ink-muted group-hover:text-ink"
        />
      </a>
      {end ? <div className="flow-root px-1.5">{end}</div> : null}
    </>
  );
}
