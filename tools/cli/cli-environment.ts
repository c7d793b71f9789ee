import { cliEnvironment } from '../instance/environment.ts';
import { homeOf } from '../instance/home.ts';
import { readInstance } from '../instance/instance-file.ts';
import { readPorts } from '../instance/ports.ts';
import { readSettings } from '../instance/settings.ts';

/**
 * The environment of an operator's command: that of the instance that runs (or ran last) in this checkout, overruled
 * by what the operator has set. Where nothing was ever started, only the latter.
 */
export function operatorEnvironment(projectRoot: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const home = homeOf(projectRoot, env);
  const settings = readSettings(home);
  if (!settings) return env;
  const ports = readInstance(home)?.ports ?? readPorts(env);
  return { ...cliEnvironment({ home, ports, settings, env }), ...env };
}
