'use client';

import { useEffect, useState } from 'react';

const STEP_MS = 90;

/**
 * Shows a list that came at once one after the other, so that the eye can follow; at once for who wants no motion.
 * Those that are shown stay where they are when they are looked at again.
 */
export function useOneByOne<T>(all: readonly T[]): readonly T[] {
  const [shown, setShown] = useState(0);
  const isWhole = shown >= all.length;
  useEffect(() => {
    if (isWhole) return;
    const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const timer = window.setTimeout(() => setShown(isCalm ? all.length : shown + 1), isCalm ? 0 : STEP_MS);
    return () => window.clearTimeout(timer);
  }, [all.length, isWhole, shown]);
  return all.slice(0, shown);
}
