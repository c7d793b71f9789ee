import type { Channel } from '@parley/api-client';
import { FailureWords } from '@/features/failures/failure-words';
import { Moment } from '@/time/moment';

/** Nothing is lost by it: what is to be sent waits. */
export function ChannelHold({ held }: { held: NonNullable<Channel['held']> }) {
  return (
    <div className="border-t border-line bg-warning-soft px-5 py-4 text-[13px] leading-5">
      <FailureWords failure={held} verdict="This number cannot send now." tone="warning" />
      <p className="mt-2 border-t border-warning/20 pt-2 text-ink-muted">
        What is to be sent waits, and nothing is lost. One message tries again on{' '}
        <Moment at={held.until} look="dateAndTime" />, or as soon as the access token is replaced.
      </p>
    </div>
  );
}
