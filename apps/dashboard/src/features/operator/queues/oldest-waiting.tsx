import type { InboundState } from '@parley/api-client';
import { CircleCheck, Hourglass, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Moment } from '@/time/moment';
import { classNames } from '@/ui/class-names';
import { ageInWords, type Pace, paceOf } from './waiting-age';

type Look = { icon: ReactNode; style: string; ink: string; says: string };

const looks: Record<Pace, Look> = {
  idle: {
    icon: <CircleCheck />,
    style: 'bg-accent-soft text-accent-ink',
    ink: 'text-ink',
    says: 'Everything that has arrived was applied, or set aside among the dead letters.',
  },
  'keeping-up': {
    icon: <CircleCheck />,
    style: 'bg-accent-soft text-accent-ink',
    ink: 'text-ink',
    says: 'What arrives is worked off as it comes.',
  },
  behind: {
    icon: <Hourglass />,
    style: 'bg-warning-soft text-warning',
    ink: 'text-warning',
    says: 'Parley is behind: people see their messages this much later.',
  },
  'far-behind': {
    icon: <TriangleAlert />,
    style: 'bg-danger-soft text-danger',
    ink: 'text-danger',
    says: 'Parley is far behind. Check that workers run, and whether one lane or workspace holds it all.',
  },
};

/** The headline of the queues: how long the oldest unprocessed event has waited. */
export function OldestWaiting({ state }: { state: InboundState }) {
  const { oldestWaitingSeconds, oldestWaitingAt, atLeast } = state;
  const pace = paceOf(oldestWaitingSeconds);
  const { icon, style, ink, says } = looks[pace];
  return (
    <section
      aria-label="The oldest unprocessed event"
      data-pace={pace}
      className="flex items-center gap-5 rounded-2xl border border-line bg-surface p-5 shadow-sm sm:p-6"
    >
      <span
        aria-hidden="true"
        className={classNames(
          'flex size-14 shrink-0 items-center justify-center rounded-2xl transition-colors duration-300 max-sm:hidden [&_svg]:size-7',
          style,
        )}
      >
        {icon}
      </span>
      <div className="min-w-0">
        <p className="text-[13px] leading-5 font-medium text-ink-muted">
          {pace === 'idle' ? 'The oldest unprocessed event' : 'The oldest unprocessed event has waited'}
        </p>
        <p className={classNames('text-[28px] leading-9 font-semibold tracking-tight tabular-nums', ink)}>
          <bdi>
            {pace === 'idle'
              ? 'Nothing waits'
              : `${atLeast ? 'at least ' : ''}${ageInWords(oldestWaitingSeconds ?? 0)}`}
          </bdi>
        </p>
        <p className="mt-0.5 text-sm leading-6 text-pretty text-ink-muted">
          <bdi>
            {says}
            {oldestWaitingAt && (pace === 'behind' || pace === 'far-behind') ? (
              <>
                {' '}
                It came <Moment at={oldestWaitingAt} look="dateAndTime" />.
              </>
            ) : null}
          </bdi>
        </p>
      </div>
    </section>
  );
}
