'use client';

import { useEffect, useState } from 'react';
import { remainingWords } from './remaining-words';

/** "You can try again in 4 minutes." It counts down, without a screen reader being told of every step. */
export function RemainingTime({ until }: { until: number }) {
  const [now, setNow] = useState(() => Date.now());
  const isOver = now >= until;
  useEffect(() => {
    if (isOver) return;
    const timer = window.setInterval(() => setNow(Date.now()), 1_000);
    return () => window.clearInterval(timer);
  }, [isOver]);
  return (
    <span aria-live="off">
      {isOver ? 'You can try again now.' : `You can try again in ${remainingWords(until - now)}.`}
    </span>
  );
}
