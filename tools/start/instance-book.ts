import { urlsOf } from '../instance/environment.ts';
import type { Home } from '../instance/home.ts';
import { readInstance, writeInstance, type InstanceRecord } from '../instance/instance-file.ts';
import type { Ports } from '../instance/ports.ts';
import { identify, identifyMyself, type ProcessIdentity } from '../processes/process-identity.mjs';

/** Keeps instance.json true while the launcher lives, so that whoever comes after a crash knows what to look for. */
export class InstanceBook {
  readonly #home: Home;
  readonly #record: InstanceRecord;

  static previous(home: Home): InstanceRecord | undefined {
    return readInstance(home);
  }

  constructor(home: Home, ports: Ports, starters: ProcessIdentity[]) {
    this.#home = home;
    this.#record = {
      launcher: identifyMyself(),
      starters,
      state: 'starting',
      ports,
      urls: urlsOf(ports),
      processes: {},
    };
    this.#write();
  }

  set state(state: InstanceRecord['state']) {
    this.#record.state = state;
    this.#write();
  }

  noteProcess(name: string, pid: number | undefined): void {
    this.changed(name, pid === undefined ? undefined : identify(pid));
  }

  changed(name: string, process: ProcessIdentity | undefined): void {
    if (process) this.#record.processes[name] = process;
    else Reflect.deleteProperty(this.#record.processes, name);
    this.#write();
  }

  #write(): void {
    try {
      writeInstance(this.#home, this.#record);
    } catch (error) {
      // While starting, a full or closed disk is a reason to stop; later it is not.
      if (this.#record.state === 'starting') throw error;
    }
  }
}
