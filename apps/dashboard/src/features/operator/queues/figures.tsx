import Link from 'next/link';
import { classNames } from '@/ui/class-names';
import { Panel } from '@/ui/panel';
import type { Figure, Figures } from './queue-figures';

/** Numbers that belong together. A number with a list behind it leads there. */
export function FiguresPanel({ title, figures }: Figures) {
  return (
    <Panel title={title} className="pt-3">
      <dl className={classNames('grid grid-cols-2 gap-x-4 gap-y-5', figures.length > 4 && 'sm:grid-cols-3')}>
        {figures.map((figure) => (
          <FigureItem key={figure.name} {...figure} />
        ))}
      </dl>
    </Panel>
  );
}

function FigureItem({ name, value, says, tone, href }: Figure) {
  const shown = (
    <span
      className={classNames(
        'text-2xl leading-8 font-semibold tracking-tight tabular-nums',
        tone === 'warning' && 'text-warning',
        tone === 'danger' && 'text-danger',
      )}
    >
      <bdi>{value}</bdi>
    </span>
  );
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-[13px] leading-5 text-ink-muted">
        <bdi>{name}</bdi>
      </dt>
      <dd>
        {href ? (
          <Link
            href={href}
            className="rounded-sm underline decoration-line-strong underline-offset-4 hover:decoration-ink-muted"
          >
            {shown}
          </Link>
        ) : (
          shown
        )}
        <span className="block text-xs leading-4 text-ink-muted">{says}</span>
      </dd>
    </div>
  );
}
