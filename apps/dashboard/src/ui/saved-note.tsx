'use client';

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

/** Stands beside a Save button and says for a while that it worked. `saves` counts the successes. */
export function SavedNote({ saves, children }: { saves: number; children: ReactNode }) {
  return (
    <span role="status" className="text-[13px] text-accent-ink">
      {saves > 0 ? (
        <span key={saves} className="fade-away flex items-center gap-1.5">
          <Check aria-hidden="true" className="size-4" /> {children}
        </span>
      ) : null}
    </span>
  );
}
