/** Channels and templates are few: where one has changed, all that is shown of them is fetched. */
export type Changes = {
  everything: boolean;
  channels: boolean;
  templates: boolean;
  conversationIds: string[];
};

export type ChangeGatherer = {
  conversationChanged(id: string): void;
  channelChanged(): void;
  templateChanged(): void;
  everythingChanged(): void;
  stop(): void;
};

type Options = {
  /** Refetches what changed. Never called again before it has settled. */
  refresh: (changes: Changes) => Promise<unknown>;
  /** Hints that arrive within this time are one refresh. */
  intervalMs: number;
  /** Calls `run` after `delayMs`; injected so that tests need no clock. */
  schedule: (run: () => void, delayMs: number) => void;
};

/**
 * Turns a flood of hints into few refreshes. Refreshes never overlap: a second one would cancel the first,
 * and under a steady flood no refresh would ever finish.
 */
export function gatherChanges({ refresh, intervalMs, schedule }: Options): ChangeGatherer {
  let ids = new Set<string>();
  let channels = false;
  let templates = false;
  let everything = false;
  let waiting = false;
  let stopped = false;

  const arm = () => {
    if (waiting || stopped) return;
    waiting = true;
    schedule(run, intervalMs);
  };

  const run = async () => {
    if (stopped) return;
    const changes = {
      everything,
      channels: channels && !everything,
      templates: templates && !everything,
      conversationIds: everything ? [] : [...ids],
    };
    ids = new Set();
    channels = false;
    templates = false;
    everything = false;
    try {
      await refresh(changes);
    } finally {
      waiting = false;
      if (everything || channels || templates || ids.size > 0) arm();
    }
  };

  return {
    conversationChanged(id) {
      ids.add(id);
      arm();
    },
    channelChanged() {
      channels = true;
      arm();
    },
    templateChanged() {
      templates = true;
      arm();
    },
    everythingChanged() {
      everything = true;
      arm();
    },
    stop() {
      stopped = true;
    },
  };
}
