import type { PortName, Ports } from '../instance/ports.ts';
import type { EmbeddedPostgres } from '../postgres/embedded-postgres.ts';
import { findPortHolder } from '../processes/port-holder.ts';
import { stateOfPort } from '../processes/ports.ts';
import { Trouble } from '../trouble/trouble.ts';
import { describePortConflict } from './port-conflict.ts';

/** @throws Trouble that names every port that is not to be had */
export async function checkPorts(
  ports: Ports,
  postgres: EmbeddedPostgres,
  orphans: readonly string[],
): Promise<string> {
  const conflicts: string[] = [];
  for (const name of Object.keys(ports) as PortName[]) {
    if (name === 'postgres' && postgres.runsAlready()) continue;
    const state = await stateOfPort(ports[name]);
    if (state !== 'free')
      conflicts.push(describePortConflict(name, ports[name], state, findPortHolder(ports[name])));
  }
  const [first, ...others] = conflicts;
  if (first !== undefined) throw new Trouble(first, others);
  const free = Object.values(ports).join(', ');
  return orphans.length === 0 ? free : `${free}; stopped ${orphans.length} leftovers`;
}
