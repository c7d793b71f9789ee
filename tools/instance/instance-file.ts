import type { ProcessIdentity } from '../processes/process-identity.mjs';
import type { Home } from './home.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import type { Ports } from './ports.ts';

/** What the launcher leaves for the next launcher, for `npm run cli`, and for whoever asks where things are. */
export interface InstanceRecord {
  launcher: ProcessIdentity;
  /** The processes that `npm start` began with; when one is gone, nobody can stop this instance from a terminal. */
  starters: ProcessIdentity[];
  state: 'starting' | 'ready' | 'stopping' | 'stopped';
  ports: Ports;
  urls: Record<string, string>;
  /** What the launcher keeps running or has called, by name. */
  processes: Record<string, ProcessIdentity>;
}

export function readInstance(home: Home): InstanceRecord | undefined {
  try {
    return readJsonFile(home.instance) as InstanceRecord | undefined;
  } catch {
    // Half a record of a full disk says nothing; whatever still runs is found by its ports.
    return undefined;
  }
}

export function writeInstance(home: Home, record: InstanceRecord): void {
  writeJsonFile(home.instance, record);
}
