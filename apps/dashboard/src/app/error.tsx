'use client';

import { CircleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { StandalonePage } from '@/shell/standalone-page';
import { Button } from '@/ui/button';
import { RequestId } from '@/ui/request-id';

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  useEffect(() => {
    // The only place where a browser keeps the stack for a report.
    console.error(error);
  }, [error]);

  return (
    <StandalonePage
      icon={<CircleAlert />}
      title="This page has stopped working"
      action={
        <Button look="primary" onClick={reset}>
          Try again
        </Button>
      }
    >
      The fault is in the dashboard. Your messages are not affected.
      {error.digest ? (
        <p className="mt-2">
          <RequestId id={error.digest} />
        </p>
      ) : null}
    </StandalonePage>
  );
}
