import { join } from 'node:path';

/** The built entry points of the product, below the checkout. */
export const OUTPUTS = {
  api: 'apps/api/dist/main.js',
  worker: 'apps/api/dist/worker.js',
  cli: 'apps/api/dist/cli.js',
  simulator: 'apps/simulator/dist/main.js',
  dashboard: 'apps/dashboard/.next/standalone/apps/dashboard/server.js',
} as const;

export type Output = keyof typeof OUTPUTS;

export function outputPath(projectRoot: string, output: Output): string {
  return join(projectRoot, OUTPUTS[output]);
}
