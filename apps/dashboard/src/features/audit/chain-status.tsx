'use client';

import { ShieldCheck } from 'lucide-react';
import { Moment } from '@/time/moment';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { useAuditChain } from './audit.queries';

const number = new Intl.NumberFormat('en');

/** Each event carries a hash of the one before it; this says whether the chain still holds. */
export function ChainStatus() {
  const { data, isFetching, isError, refetch } = useAuditChain();
  if (data && !data.intact) {
    return (
      <Alert
        text={`The record does not hold from event ${data.brokenAt ?? '?'} on: something other than Parley has changed it. Tell whoever runs this installation, and keep an export.`}
      />
    );
  }
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-2.5 gap-y-1 rounded-xl border border-line bg-surface py-1 ps-4 pe-1.5 text-[13px] text-ink-muted">
      <ShieldCheck aria-hidden="true" className="size-4 shrink-0 text-accent-ink" />
      <p role="status" className="min-w-0 flex-1">
        {data ? (
          <bdi>
            <span className="font-medium text-ink">{eventsWord(data.events)} intact</span>, checked{' '}
            <Moment at={data.verifiedAt} look="ago" />
          </bdi>
        ) : isError ? (
          'The record could not be checked just now.'
        ) : (
          <>
            <span className="sr-only">Checking the record</span>
            <Skeleton className="h-3.5 w-56 max-w-full" />
          </>
        )}
      </p>
      <Button size="small" look="quiet" isPending={isFetching} onClick={() => void refetch()}>
        Check now
      </Button>
    </div>
  );
}

const eventsWord = (events: number): string =>
  `${number.format(events)} ${events === 1 ? 'event' : 'events'}`;
