import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';

const tones = {
  info: { icon: <Info aria-hidden="true" />, style: 'bg-hover text-ink-muted' },
  success: { icon: <CircleCheck aria-hidden="true" />, style: 'bg-accent-soft text-accent-ink' },
  warning: { icon: <TriangleAlert aria-hidden="true" />, style: 'bg-warning-soft text-warning' },
};

type Props = {
  tone?: keyof typeof tones;
  /** Announced when it appears: for what has just been done. Leave it out for what was there from the start. */
  isNews?: boolean;
  className?: string;
  children: ReactNode;
};

/** Something worth knowing here. For what went wrong there is Alert. */
export function Notice({ tone = 'info', isNews = false, className, children }: Props) {
  const { icon, style } = tones[tone];
  return (
    <div
      role={isNews ? 'status' : undefined}
      className={classNames(
        'flex gap-2.5 rounded-lg px-3.5 py-3 text-start text-sm leading-5 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0',
        style,
        className,
      )}
    >
      {icon}
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
