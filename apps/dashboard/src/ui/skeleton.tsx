import { classNames } from './class-names';

/** One grey bar. Put it inside a LoadingRegion, which delays it. */
export function Skeleton({ className }: { className?: string }) {
  return <span className={classNames('block animate-pulse rounded-md bg-skeleton', className)} />;
}
