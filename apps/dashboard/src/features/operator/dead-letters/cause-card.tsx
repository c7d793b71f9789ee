import type { DeadLetterGroup } from '@parley/api-client';
import { RotateCcw, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useId } from 'react';
import { operatorPaths } from '@/shell/paths';
import { Moment } from '@/time/moment';
import { Button } from '@/ui/button';
import { buttonStyle } from '@/ui/button-style';
import { WorkspaceNames } from '../workspace-names';
import { causeWords } from './cause-words';
import type { Wanted } from './replay-dialogs';

type Props = { group: DeadLetterGroup; onWant: (wanted: Wanted) => void };

const number = new Intl.NumberFormat('en');

/** All letters of one cause: how many, since when, what it means, and what to do. */
export function CauseCard({ group, onWant }: Props) {
  const { stage, reason, detail, waiting, oldestAt, newestAt, tenants } = group;
  const id = useId();
  const { title, meaning, next } = causeWords(stage, reason);
  const want = (action: Wanted['action']) => () =>
    onWant({ action, filter: { stage, reason }, letters: waiting, about: title });
  return (
    <li aria-labelledby={id} className="rounded-2xl border border-line bg-surface p-5 shadow-sm">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <h2 id={id} className="text-[15px] leading-6 font-semibold">
          {title}{' '}
          <code dir="ltr" className="ms-1 text-xs font-normal text-ink-muted">
            {reason}
          </code>
        </h2>
        <p className="text-sm leading-6 tabular-nums">
          <bdi>
            <span className="font-semibold text-danger">{number.format(waiting)}</span>
            <span className="text-ink-muted"> waiting, the newest </span>
            <Moment at={newestAt} look="ago" className="text-ink-muted" />
          </bdi>
        </p>
      </div>
      <p className="mt-1 max-w-[80ch] text-sm leading-6 text-ink-muted">{meaning}</p>
      <p className="max-w-[80ch] text-sm leading-6">{next}</p>
      {detail ? (
        <p
          dir="auto"
          className="mt-3 line-clamp-3 rounded-lg bg-canvas px-3 py-2 font-mono text-xs leading-5 wrap-anywhere text-ink-muted rtl:text-end"
        >
          {detail}
        </p>
      ) : null}
      <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="text-[13px] leading-5 text-ink-muted">
          <bdi>
            Since <Moment at={oldestAt} look="dateAndTime" />
            {' · '}
            <WorkspaceNames tenants={tenants} none="no workspace" />
          </bdi>
        </p>
        <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:grow">
          <Link href={operatorPaths.deadLetterGroup(stage, reason)} className={buttonStyle()}>
            Show them<span className="sr-only">: {title}</span>
          </Link>
          <Button look="danger-outline" onClick={want('discard')}>
            <Trash2 aria-hidden="true" /> Discard all…<span className="sr-only"> {title}</span>
          </Button>
          <Button look="primary" onClick={want('replay')}>
            <RotateCcw aria-hidden="true" /> Replay all…<span className="sr-only"> {title}</span>
          </Button>
        </div>
      </div>
    </li>
  );
}
