import type { ReactNode } from 'react';
import { classNames } from './class-names';

/** Shows its skeletons only after 200 ms: a quick answer should not flash. */
export function LoadingRegion({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div role="status" className={classNames('appear-late', className)}>
      <span className="sr-only">{label}</span>
      <div aria-hidden="true">{children}</div>
    </div>
  );
}
