'use client';

import { LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStreamStatus } from '@/realtime/live-updates';

const PATIENCE_MS = 3_000;

/** Says that the page may be behind, but not for a hiccup that is over before anyone has noticed it. */
export function ConnectionPill() {
  const status = useStreamStatus();
  const isOpen = status === 'open' || status === 'paused';
  const [isShown, setShown] = useState(false);

  useEffect(() => {
    if (isOpen) return;
    const timer = window.setTimeout(() => setShown(true), PATIENCE_MS);
    return () => {
      window.clearTimeout(timer);
      setShown(false);
    };
  }, [isOpen]);

  return (
    <div role="status" className="pointer-events-none absolute start-4 bottom-16 z-30 md:bottom-4">
      {isShown ? (
        <span className="flex items-center gap-2 rounded-full border border-line-strong bg-surface px-3.5 py-1.5 text-[13px] font-medium text-ink-muted shadow-lg">
          <LoaderCircle aria-hidden="true" className="size-3.5 animate-spin" /> Reconnecting…
        </span>
      ) : null}
    </div>
  );
}
