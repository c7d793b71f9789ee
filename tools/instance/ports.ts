import { Trouble } from '../trouble/trouble.ts';

export interface Ports {
  dashboard: number;
  api: number;
  simulator: number;
  postgres: number;
}

export type PortName = keyof Ports;

export const DEFAULT_PORTS: Ports = { dashboard: 3000, api: 8000, simulator: 4000, postgres: 54329 };

/** What the operator sets to change a port. */
export const PORT_SETTINGS: Record<PortName, string> = {
  dashboard: 'PARLEY_DASHBOARD_PORT',
  api: 'PARLEY_API_PORT',
  simulator: 'PARLEY_SIMULATOR_PORT',
  postgres: 'PARLEY_POSTGRES_PORT',
};

/** @throws Trouble when a setting is no port, or two are the same */
export function readPorts(env: NodeJS.ProcessEnv): Ports {
  const ports = { ...DEFAULT_PORTS };
  for (const name of Object.keys(ports) as PortName[]) {
    const setting = PORT_SETTINGS[name];
    const text = env[setting];
    if (text === undefined || text === '') continue;
    const port = Number(text);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new Trouble(`${setting} is "${text}", which is not a port (1 to 65535).`);
    }
    ports[name] = port;
  }
  refuseDoubles(ports);
  return ports;
}

function refuseDoubles(ports: Ports): void {
  const names = Object.keys(ports) as PortName[];
  for (const name of names) {
    const other = names.find((candidate) => candidate !== name && ports[candidate] === ports[name]);
    if (other)
      throw new Trouble(`${PORT_SETTINGS[name]} and ${PORT_SETTINGS[other]} are both ${ports[name]}.`);
  }
}
