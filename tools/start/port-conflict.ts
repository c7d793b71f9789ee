import { basename } from 'node:path';
import { PORT_SETTINGS, type PortName } from '../instance/ports.ts';
import type { PortHolder } from '../processes/port-holder.ts';
import type { PortState } from '../processes/ports.ts';

const USERS: Record<PortName, string> = {
  dashboard: 'the dashboard',
  api: 'the api',
  simulator: 'the simulator',
  postgres: 'PostgreSQL',
};

/** The line for a port that is not to be had: whose it is, what to do, and the setting that changes it. */
export function describePortConflict(
  name: PortName,
  port: number,
  state: Exclude<PortState, 'free'>,
  holder: PortHolder | undefined,
): string {
  const other = port < 1024 ? port + 8000 : port + 1;
  const way = `choose another: ${PORT_SETTINGS[name]}=${other} npm start`;
  if (state === 'forbidden') return `Port ${port}, which ${USERS[name]} needs, is reserved for root; ${way}`;
  const by = holder ? `by ${nameOf(holder)} (pid ${holder.pid})` : 'by another program';
  return `Port ${port}, which ${USERS[name]} needs, is taken ${by}. Stop that, or ${way}`;
}

function nameOf({ command }: PortHolder): string {
  const [program = '', script] = command.split(' ');
  const shown = script && !script.startsWith('-') ? `${basename(program)} ${script}` : basename(program);
  return shown || 'another program';
}
