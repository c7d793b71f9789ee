'use client';

import { RotateCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';
import { Button } from '@/ui/button';
import { classNames } from '@/ui/class-names';

const RETRY_INTERVAL_MS = 4_000;

/** Asks the server for the page again until it shows something else. */
export function RetryUntilReachable() {
  const router = useRouter();
  const [isTrying, startTrying] = useTransition();

  useEffect(() => {
    const timer = window.setInterval(() => startTrying(() => router.refresh()), RETRY_INTERVAL_MS);
    return () => window.clearInterval(timer);
  }, [router]);

  return (
    <Button onClick={() => startTrying(() => router.refresh())}>
      <RotateCw aria-hidden="true" className={classNames(isTrying && 'animate-spin')} /> Try now
    </Button>
  );
}
