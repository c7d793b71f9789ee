import type { Channel } from '@parley/api-client';
import { Moment } from '@/time/moment';

/** Nothing is lost by it: what is to be sent waits. */
export function ChannelHold({ held: { code, reason, until } }: { held: NonNullable<Channel['held']> }) {
  return (
    <div className="border-t border-line bg-warning-soft px-5 py-4 text-[13px] leading-5 text-warning">
      <p className="text-sm font-medium">This number cannot send now. What is to be sent waits.</p>
      <p className="mt-0.5">
        {reason}
        <bdi dir="ltr" className="ms-1.5 font-mono text-xs">
          {code}
        </bdi>
      </p>
      <p className="mt-0.5">
        One message tries again on <Moment at={until} look="dateAndTime" />, or as soon as the access token is
        replaced.
      </p>
    </div>
  );
}
