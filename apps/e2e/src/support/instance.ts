import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type ProcessName = 'api' | 'worker' | 'simulator' | 'dashboard';

interface InstanceRecord {
  state: 'starting' | 'ready' | 'stopping' | 'stopped';
  urls: { dashboard: string; api: string; simulator: string };
  processes: Partial<Record<ProcessName, { pid: number }>>;
}

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

  get urls(): InstanceRecord['urls'] {
    return this.record.urls;
  }

  /** Undefined while the launcher is bringing it back. */
  pidOf(name: ProcessName): number | undefined {
    return this.record.processes[name]?.pid;
  }
}
