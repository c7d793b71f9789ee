import type { InboundState } from '@parley/api-client';
import { operatorPaths } from '@/shell/paths';
import { Moment } from '@/time/moment';
import { Panel } from '@/ui/panel';
import { TextLink } from '@/ui/text-link';
import { WorkspaceTile } from '@/shell/workspace-tile';

const number = new Intl.NumberFormat('en');

/** Whose events wait, the most first. */
export function WaitingWorkspaces({ tenants }: { tenants: InboundState['tenants'] }) {
  const most = Math.max(1, ...tenants.map(({ waiting }) => waiting));
  return (
    <Panel
      title="Workspaces with the most waiting"
      description="They take turns, so a busy one does not hold up the others."
    >
      {tenants.length === 0 ? (
        <p className="text-sm leading-6 text-ink-muted">No workspace has anything waiting.</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {tenants.map(({ id, slug, name, waiting, oldestWaitingAt }) => (
            <li key={id} className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3">
              <WorkspaceTile slug={slug} name={name} className="size-7 rounded-lg text-[13px]" />
              <span className="min-w-0">
                <span className="flex items-baseline justify-between gap-3 text-sm leading-5">
                  <TextLink
                    href={`${operatorPaths.webhooks}?${new URLSearchParams({ workspace: slug })}`}
                    className="truncate"
                  >
                    <bdi>{name}</bdi>
                  </TextLink>
                  <span className="shrink-0 text-[13px] text-ink-muted">
                    {oldestWaitingAt ? <Moment at={oldestWaitingAt} look="ago" /> : null}
                  </span>
                </span>
                <span aria-hidden="true" className="mt-1 block h-1.5 overflow-hidden rounded-full bg-hover">
                  <span
                    className="block h-full rounded-full bg-accent transition-[width] duration-300"
                    style={{ width: `${Math.max(1, (waiting / most) * 100)}%` }}
                  />
                </span>
              </span>
              <span className="min-w-16 text-end text-sm font-semibold tabular-nums">
                {number.format(waiting)}
                <span className="sr-only"> waiting</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
