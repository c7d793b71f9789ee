'use client';

import { CalendarX, Lock, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { asProblem } from '@/data/problem';
import { EmptyState } from '@/ui/empty-state';
import { ProblemState } from '@/ui/problem-state';

type Props = { error: unknown; what: string; onRetry?: () => void };

/** Why something of the operator's could not be shown. No owner of a workspace can give access to it. */
export function OperatorProblem({ error, what, onRetry }: Props) {
  const problem = asProblem(error);
  if (problem.status === 403) {
    return (
      <div role="alert">
        <EmptyState icon={<Lock />} tone="quiet" title="You no longer run this installation">
          Whoever does can see {what}.
        </EmptyState>
      </div>
    );
  }
  const refusal = problem.faults.map(({ code }) => refusals[code]).find(Boolean);
  if (refusal) {
    return (
      <div role="alert">
        <EmptyState icon={refusal.icon} tone="quiet" title={refusal.title}>
          {refusal.text}
        </EmptyState>
      </div>
    );
  }
  return <ProblemState problem={problem} what={what} {...(onRetry && { onRetry })} />;
}

/** What a filter may ask for in vain. */
const refusals: Record<string, { icon: ReactNode; title: string; text: string }> = {
  unknown_tenant: {
    icon: <SearchX />,
    title: 'No workspace has this address',
    text: 'It is what stands after /t/ in the addresses of its pages.',
  },
  too_long_ago: {
    icon: <CalendarX />,
    title: 'A search reaches back two days',
    text: 'Choose a later time, or leave out the text to see what came then.',
  },
};
