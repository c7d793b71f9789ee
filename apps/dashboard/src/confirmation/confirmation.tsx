'use client';

import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react';
import { ApiProblem, asProblem } from '@/data/problem';
import { ConfirmationDialog } from './confirmation-dialog';

type Run = <T>(call: () => Promise<T>) => Promise<T>;
type Waiting = { promise: Promise<boolean>; settle: (isConfirmed: boolean) => void };

const ConfirmationContext = createContext<Run | null>(null);

/**
 * Runs a call that the API may answer with `confirmation_required`: then the person is asked for their password, and
 * the call is made once more. Throws ApiProblem `confirmation_declined` when they would rather not.
 */
export function useConfirmed(): Run {
  const run = use(ConfirmationContext);
  if (!run) throw new Error('useConfirmed is only for what ConfirmationProvider holds.');
  return run;
}

/** Asks in front of the page that it stands in, or in front of the dialog. */
export function ConfirmationProvider({ children }: { children: ReactNode }) {
  const waiting = useRef<Waiting | null>(null);
  const [isAsking, setAsking] = useState(false);

  /** Two calls that are refused at the same time share one question. */
  const ask = useCallback((): Promise<boolean> => {
    if (!waiting.current) {
      let settle: Waiting['settle'] = () => {};
      const promise = new Promise<boolean>((resolve) => {
        settle = resolve;
      });
      waiting.current = { promise, settle };
      setAsking(true);
    }
    return waiting.current.promise;
  }, []);

  const settle = (isConfirmed: boolean) => {
    setAsking(false);
    waiting.current?.settle(isConfirmed);
    waiting.current = null;
  };

  const run: Run = useCallback(
    async (call) => {
      try {
        return await call();
      } catch (error) {
        if (asProblem(error).code !== 'confirmation_required') throw error;
        if (!(await ask())) throw declined();
        return call();
      }
    },
    [ask],
  );

  return (
    <ConfirmationContext value={run}>
      {children}
      <ConfirmationDialog isOpen={isAsking} onSettled={settle} />
    </ConfirmationContext>
  );
}

const declined = () =>
  new ApiProblem(0, 'confirmation_declined', 'Nothing was changed, because you did not confirm.', null);
