'use client';

import type { ChecklistStep } from '@parley/api-client';
import { ArrowUpRight, Check, ChevronRight, X } from 'lucide-react';
import Link from 'next/link';
import { useId } from 'react';
import { paths } from '@/shell/paths';
import { useMay } from '@/shell/use-may';
import { useWorkspace } from '@/shell/workspace-context';
import { classNames } from '@/ui/class-names';
import { IconButton } from '@/ui/icon-button';
import { useChecklist, useDismissChecklist } from './checklist.queries';

type Props = {
  /** A conversation is there, so the first step is done whatever the API said before. */
  hasConversations: boolean;
  className?: string;
};

/** The first three steps in a new workspace, for those who run it; nothing once they are done or put away. */
export function ChecklistCard({ hasConversations, className }: Props) {
  // Two of these are on the page, of which one is shown: for narrow and for wide screens.
  const titleId = useId();
  const mayManage = useMay('tenant.manage');
  const { data } = useChecklist(mayManage);
  const dismiss = useDismissChecklist();
  if (!mayManage || !data || data.dismissed) return null;
  const steps = data.steps.map((step) => ({
    ...step,
    done: step.done || (step.name === 'talk' && hasConversations),
  }));
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <section
      aria-labelledby={titleId}
      className={classNames('w-full max-w-md rounded-2xl border border-line bg-surface shadow-sm', className)}
    >
      <header className="flex items-center gap-3 py-3 ps-5 pe-2.5">
        <div className="min-w-0 flex-1">
          <h2 id={titleId} className="text-[15px] font-semibold">
            First steps
          </h2>
          <p className="text-[13px] text-ink-muted">
            {done} of {steps.length} done
          </p>
        </div>
        <Progress done={done} all={steps.length} />
        <IconButton
          aria-label="Put the first steps away"
          hint="Put away, for everybody here"
          icon={<X aria-hidden="true" />}
          onClick={() => dismiss.mutate()}
        />
      </header>
      <ol className="border-t border-line">
        {steps.map((step) => (
          <Step key={step.name} step={step} />
        ))}
      </ol>
      {dismiss.isError ? (
        <p role="alert" className="border-t border-line px-5 py-2.5 text-[13px] text-danger">
          They could not be put away just now.
        </p>
      ) : null}
    </section>
  );
}

function Step({ step: { name, done } }: { step: ChecklistStep }) {
  const { title, text, href, isElsewhere } = useStepWords()[name];
  const face = (
    <>
      <span
        aria-hidden="true"
        className={classNames(
          'flex size-5.5 shrink-0 items-center justify-center rounded-full border',
          done ? 'border-accent bg-accent text-on-accent' : 'border-control',
        )}
      >
        {done ? <Check strokeWidth={3} className="size-3" /> : null}
      </span>
      <span className="min-w-0 flex-1">
        <span className={classNames('block text-sm font-medium', done && 'text-ink-muted line-through')}>
          {title}
        </span>
        {done ? <span className="sr-only">, done</span> : null}
        {done ? null : <span className="block text-[13px] leading-5 text-ink-muted">{text}</span>}
      </span>
      {isElsewhere ? (
        <ArrowUpRight aria-hidden="true" className="size-4 shrink-0 text-ink-faint rtl:-scale-x-100" />
      ) : (
        <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-ink-faint rtl:-scale-x-100" />
      )}
      {isElsewhere ? <span className="sr-only">, opens in a new tab</span> : null}
    </>
  );
  const style =
    'flex items-center gap-3.5 px-5 py-3 -outline-offset-2 transition-colors hover:bg-hover group-last/step:rounded-b-2xl';
  return (
    <li className="group/step border-line not-first:border-t">
      {isElsewhere ? (
        <a href={href} target="_blank" rel="noopener" className={style}>
          {face}
        </a>
      ) : (
        <Link href={href} className={style}>
          {face}
        </Link>
      )}
    </li>
  );
}

type StepWords = { title: string; text: string; href: string; isElsewhere: boolean };

function useStepWords(): Record<ChecklistStep['name'], StepWords> {
  const { tenant, simulatorUrl } = useWorkspace();
  return {
    talk: simulatorUrl
      ? {
          title: 'Talk to the simulated phone',
          text: 'Write something there and watch it arrive here.',
          href: simulatorUrl,
          isElsewhere: true,
        }
      : {
          title: 'Receive a first message',
          text: 'Write to one of your numbers from a phone.',
          href: paths.channels(tenant.slug),
          isElsewhere: false,
        },
    connect: {
      title: 'Connect a number',
      text: 'So that your customers reach you.',
      href: paths.connect(tenant.slug),
      isElsewhere: false,
    },
    invite: {
      title: 'Invite a teammate',
      text: 'Answering is easier together.',
      href: `${paths.members(tenant.slug)}?open=invite`,
      isElsewhere: false,
    },
  };
}

/** A ring that fills; the words beside it say the same. */
function Progress({ done, all }: { done: number; all: number }) {
  return (
    <svg viewBox="0 0 36 36" aria-hidden="true" className="size-8 -rotate-90">
      <circle cx="18" cy="18" r="15" fill="none" strokeWidth="4" stroke="var(--line)" />
      <circle
        cx="18"
        cy="18"
        r="15"
        fill="none"
        strokeWidth="4"
        strokeLinecap="round"
        pathLength={100}
        stroke="var(--accent)"
        strokeDasharray={`${done === 0 ? 0.01 : (done / all) * 100} 100`}
      />
    </svg>
  );
}
