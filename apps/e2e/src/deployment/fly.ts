import { parse } from 'smol-toml';
import { readRepositoryFile } from './repository';

export interface FlyService {
  readonly internal_port: number;
  readonly auto_stop_machines: string;
  readonly min_machines_running: number;
  readonly ports: readonly { port: number; handlers: readonly string[]; force_https?: boolean }[];
  readonly http_checks: readonly { method: string; path: string; grace_period: string; timeout: string }[];
}

/** fly.toml, as far as it is looked at here. */
export interface Fly {
  readonly kill_signal: string;
  readonly kill_timeout: number;
  readonly deploy: { readonly release_command: string };
  readonly env: Readonly<Record<string, string>>;
  readonly services: readonly FlyService[];
  readonly restart: readonly { policy: string }[];
  readonly vm: readonly { memory: string }[];
}

export function readFly(): Fly {
  return parse(readRepositoryFile('fly.toml')) as unknown as Fly;
}
