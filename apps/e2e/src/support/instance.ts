import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fetchAsOwner } from './owner.ts';

type ProcessName = 'api' | 'worker' | 'simulator' | 'dashboard';

interface InstanceRecord {
  state: 'starting' | 'ready' | 'stopping' | 'stopped';
  ports: { dashboard: number };
  urls: { dashboard: string; api: string; simulator: string };
  processes: Partial<Record<ProcessName, { pid: number }>>;
}

interface ConversationList {
  data: { lastMessage: { text: string | null; state: string } | null }[];
}

/** A caller may ask ten times a second. */
const LOOK_AGAIN_MS = 250;

/** A running Parley, as its launcher describes it in `instance.json`. */
export class Instance {
  /** @param home its PARLEY_HOME */
  readonly home: string;

  constructor(home: string) {
    this.home = home;
  }

  /** @throws when the launcher has not written its record yet */
  get record(): InstanceRecord {
    return JSON.parse(readFileSync(join(this.home, 'instance.json'), 'utf8')) as InstanceRecord;
  }

  /** Where people reach it: the dashboard under the name that its links carry. */
  get urls(): InstanceRecord['urls'] {
    const { urls, ports } = this.record;
    return { ...urls, dashboard: `http://localhost:${ports.dashboard}` };
  }

  /** Undefined while the launcher is bringing it back. */
  pidOf(name: ProcessName): number | undefined {
    return this.record.processes[name]?.pid;
  }

  /** Waits until the last message of some conversation has this text and this state. */
  async lastMessageIs(text: RegExp, state: string): Promise<void> {
    for (;;) {
      const answer = await fetchAsOwner(this, '/api/v1/conversations');
      const { data } = (await answer.json()) as ConversationList;
      if (data.some(({ lastMessage: last }) => last?.state === state && text.test(last.text ?? ''))) return;
      await pause(LOOK_AGAIN_MS);
    }
  }
}
