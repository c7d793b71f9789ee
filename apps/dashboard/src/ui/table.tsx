import type { ReactNode } from 'react';
import { classNames } from './class-names';

type Props = {
  /** What the rows are, for a screen reader. */
  label: string;
  columns: readonly { name: string; isHidden?: boolean; className?: string }[];
  children: ReactNode;
};

/** Rows under headings. Scrolls sideways on its own when the page is too narrow for it. */
export function Table({ label, columns, children }: Props) {
  return (
    <div className="overflow-hidden rounded-2xl border border-line bg-surface shadow-sm">
      <div
        role="region"
        aria-label={label}
        tabIndex={0}
        className="calm-scroll relative overflow-x-auto -outline-offset-2"
      >
        <table className="w-full border-collapse text-start text-sm">
          <caption className="sr-only">{label}</caption>
          <thead>
            <tr className="border-b border-line bg-canvas">
              {columns.map(({ name, isHidden, className }) => (
                <th
                  key={name}
                  scope="col"
                  className={classNames(
                    'h-10 px-4 text-start text-xs font-medium whitespace-nowrap text-ink-muted first:ps-5 last:pe-5 max-sm:px-2 max-sm:first:ps-4 max-sm:last:pe-2',
                    className,
                  )}
                >
                  {isHidden ? <span className="sr-only">{name}</span> : name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">{children}</tbody>
        </table>
      </div>
    </div>
  );
}

export const cellStyle =
  'px-4 py-3 text-start align-middle first:ps-5 last:pe-5 max-sm:px-2 max-sm:first:ps-4 max-sm:last:pe-2';
