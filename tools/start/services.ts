import { outputPath, type Output } from '../build/outputs.ts';
import {
  apiEnvironment,
  dashboardEnvironment,
  simulatorEnvironment,
  urlsOf,
  type Instance,
} from '../instance/environment.ts';

/** One process that the launcher keeps running. */
export interface Service {
  name: Output;
  script: string;
  env: Record<string, string>;
  /** Answers when the process serves; without one, the process says 'ready' over its IPC channel. */
  readyUrl?: string;
}

/** In the order in which they are started. */
export function servicesOf(projectRoot: string, instance: Instance): Service[] {
  const urls = urlsOf(instance.ports);
  const service = (name: Output, env: Record<string, string>, readyUrl?: string): Service => ({
    name,
    script: outputPath(projectRoot, name),
    env,
    ...(readyUrl && { readyUrl }),
  });
  return [
    service('api', apiEnvironment(instance), `${urls.api}/api/health`),
    service('worker', apiEnvironment(instance)),
    service('simulator', simulatorEnvironment(instance), `${urls.simulator}/sim/health`),
    service('dashboard', dashboardEnvironment(instance), urls.dashboard),
  ];
}
