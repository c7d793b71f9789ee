'use client';

import { CopyButton } from '@/ui/copy-button';

/** A link to hand on: readable, selectable, and one click from the clipboard. */
export function CopyableLink({ link, label }: { link: string; label: string }) {
  return (
    <span className="mt-1.5 flex items-center rounded-lg border border-line bg-canvas ps-2.5 text-ink">
      <bdi dir="ltr" className="calm-scroll min-w-0 flex-1 truncate py-1 font-mono text-xs select-all">
        {link}
      </bdi>
      <CopyButton text={link} label={label} />
    </span>
  );
}
