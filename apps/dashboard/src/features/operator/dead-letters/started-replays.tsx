'use client';

import { createContext, type ReactNode, use, useMemo, useState } from 'react';

type StartedReplays = {
  ids: readonly string[];
  add: (id: string) => void;
  putAway: (id: string) => void;
};

const StartedReplaysContext = createContext<StartedReplays | null>(null);

/** Remembers which replays were started here, from page to page, until they are put away. */
export function StartedReplaysProvider({ children }: { children: ReactNode }) {
  const [ids, setIds] = useState<readonly string[]>([]);
  const started = useMemo(
    () => ({
      ids,
      add: (id: string) => setIds((known) => [...known, id]),
      putAway: (id: string) => setIds((known) => known.filter((one) => one !== id)),
    }),
    [ids],
  );
  return <StartedReplaysContext value={started}>{children}</StartedReplaysContext>;
}

/** Throws outside StartedReplaysProvider. */
export function useStartedReplays(): StartedReplays {
  const started = use(StartedReplaysContext);
  if (!started) throw new Error('useStartedReplays is only for what StartedReplaysProvider holds.');
  return started;
}
