'use client';

import { LoaderCircle } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { Button } from './button';

type Props = { label: string; isLoading: boolean; hasFailed: boolean; onLoad: () => void };

/** Stands where a list goes on, inside an element marked data-scrolls. Loads when it comes near the visible part, or on click after a failure. */
export function LoadMore({ label, isLoading, hasFailed, onLoad }: Props) {
  const marker = useRef<HTMLDivElement>(null);
  const load = useEffectEvent(onLoad);

  useEffect(() => {
    if (isLoading || hasFailed || !marker.current) return;
    // The margin counts only for the element that scrolls, not for the window around it.
    const root = marker.current.closest('[data-scrolls]');
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && load(), {
      root,
      rootMargin: '600px',
    });
    observer.observe(marker.current);
    return () => observer.disconnect();
  }, [isLoading, hasFailed]);

  return (
    <div ref={marker} className="flex h-12 items-center justify-center text-ink-faint">
      {hasFailed && !isLoading ? (
        <Button size="small" onClick={onLoad}>
          Try again
        </Button>
      ) : (
        <span role="status" className="appear-late">
          <LoaderCircle aria-hidden="true" className="size-4 animate-spin" />
          <span className="sr-only">{label}</span>
        </span>
      )}
    </div>
  );
}
