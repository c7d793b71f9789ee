import type { ChannelFinding, ChannelVerdict } from '@parley/api-client';
import { CircleCheck, CircleHelp, CircleX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '@/ui/class-names';
import { checkName, verdictWords } from '../channel-words';

const signs: Readonly<Record<ChannelVerdict, { icon: ReactNode; style: string }>> = {
  ok: { icon: <CircleCheck aria-hidden="true" />, style: 'text-accent-ink' },
  warning: { icon: <TriangleAlert aria-hidden="true" />, style: 'text-warning' },
  fault: { icon: <CircleX aria-hidden="true" />, style: 'text-danger' },
  unknown: { icon: <CircleHelp aria-hidden="true" />, style: 'text-ink-muted' },
};

type Props = {
  finding: ChannelFinding;
  /** What can be done about it here. */
  remedy?: ReactNode;
};

/** One part of a connection: what it is, how it is in a sign and a word, why, and what helps. */
export function FindingRow({ finding: { check, verdict, reason, fix }, remedy }: Props) {
  const { icon, style } = signs[verdict];
  return (
    <li
      data-verdict={verdict}
      className="flex gap-3 py-3 text-start not-first:border-t not-first:border-line motion-safe:animate-[appear_150ms_ease-out]"
    >
      <span className={classNames('mt-0.5 shrink-0 [&_svg]:size-4.5', style)}>{icon}</span>
      <div className="min-w-0 flex-1 text-sm leading-5">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-medium">{checkName(check)}</span>
          <span className={classNames('text-[13px] font-medium', style)}>{verdictWords[verdict]}</span>
        </p>
        <p className="mt-0.5 text-[13px] wrap-anywhere text-ink-muted">
          <bdi>{reason}</bdi>
        </p>
        {fix ? (
          <p className="mt-1 text-[13px] text-pretty wrap-anywhere">
            <bdi>{fix}</bdi>
          </p>
        ) : null}
        {remedy ? <div className="mt-2.5 empty:hidden">{remedy}</div> : null}
      </div>
    </li>
  );
}
