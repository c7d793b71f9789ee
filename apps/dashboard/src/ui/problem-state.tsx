import { CircleAlert, KeyRound, Lock, PlugZap, RotateCw, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ApiProblem } from '@/data/problem';
import { Button } from './button';
import { EmptyState } from './empty-state';
import { RequestId } from './request-id';

type Words = { icon: ReactNode; title: string; text: string };

/** What went wrong, in words; a way to try again when that may help; the request id when there is one. */
export function ProblemState({
  problem,
  what,
  onRetry,
}: {
  problem: ApiProblem;
  what: string;
  onRetry?: () => void;
}) {
  const { icon, title, text } = wordsFor(problem, what);
  const canRetry = onRetry && ![401, 403, 404].includes(problem.status);
  return (
    <div role="alert" className="h-full">
      <EmptyState
        icon={icon}
        title={title}
        tone="quiet"
        className="h-full"
        action={
          canRetry ? (
            <Button onClick={onRetry}>
              <RotateCw aria-hidden="true" /> Try again
            </Button>
          ) : null
        }
      >
        <p>{text}</p>
        {problem.requestId ? (
          <p className="mt-2">
            <RequestId id={problem.requestId} />
          </p>
        ) : null}
      </EmptyState>
    </div>
  );
}

function wordsFor(problem: ApiProblem, what: string): Words {
  if (problem.status === 401) {
    return { icon: <KeyRound />, title: 'You are signed out', text: 'Taking you to the sign-in page…' };
  }
  if (problem.status === 403) {
    return {
      icon: <Lock />,
      title: `You may not see ${what}`,
      text: 'An owner or admin of this workspace can give you access.',
    };
  }
  if (problem.status === 404) {
    return {
      icon: <SearchX />,
      title: `We could not find ${what}`,
      text: 'It may have been removed, or the address is not complete.',
    };
  }
  if ([0, 502, 503, 504].includes(problem.status)) {
    return {
      icon: <PlugZap />,
      title: `We could not load ${what}`,
      text: 'Parley is not answering right now. This page works again as soon as it does.',
    };
  }
  return { icon: <CircleAlert />, title: `We could not load ${what}`, text: problem.message };
}
