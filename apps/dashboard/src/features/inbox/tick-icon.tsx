import { Check, CheckCheck, CircleQuestionMark, Clock3, TriangleAlert } from 'lucide-react';
import { classNames } from '@/ui/class-names';
import type { Tick } from './ticks';

const looks = {
  clock: { Icon: Clock3, colour: '' },
  sent: { Icon: Check, colour: '' },
  delivered: { Icon: CheckCheck, colour: '' },
  read: { Icon: CheckCheck, colour: 'text-read' },
  failed: { Icon: TriangleAlert, colour: 'text-danger' },
  unknown: { Icon: CircleQuestionMark, colour: 'text-warning' },
} as const;

/** The sign only; whoever draws it also says in words what it means. */
export function TickIcon({ tick, className }: { tick: Tick; className?: string }) {
  const { Icon, colour } = looks[tick];
  const size = tick === 'sent' || tick === 'delivered' || tick === 'read' ? 'size-4' : 'size-3.5';
  return (
    <Icon
      aria-hidden="true"
      data-tick={tick}
      strokeWidth={2.25}
      className={classNames('shrink-0', size, colour, className)}
    />
  );
}
