import type { Channel } from '@parley/api-client';
import { FailureWords } from '@/features/failures/failure-words';
import { Moment } from '@/time/moment';

/** Meta tells when it is over: nobody has to try. */
const ENDS_BY_ITSELF = ['channel_banned'];

/** Nothing is lost by it: what is to be sent waits. */
export function ChannelHold({ held }: { held: NonNullable<Channel['held']> }) {
  return (
    <div className="border-t border-line bg-warning-soft px-5 py-4 text-[13px] leading-5">
      <FailureWords failure={held} verdict="This number cannot send now." tone="warning" />
      <p className="mt-2 border-t border-warning/20 pt-2 text-ink-muted">
        <bdi>
          What is to be sent waits, and nothing is lost.{' '}
          {ENDS_BY_ITSELF.includes(held.code) ? (
            'It goes out by itself as soon as Meta says that the number may send again.'
          ) : (
            <>
              One message tries again on <Moment at={held.until} look="dateAndTime" />, or as soon as the
              access token is replaced.
            </>
          )}
        </bdi>
      </p>
    </div>
  );
}
