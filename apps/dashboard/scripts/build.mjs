// `next build`, then the two folders that Next leaves out of the standalone server.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const dashboard = path.join(import.meta.dirname, '..');
const server = path.join(dashboard, '.next/standalone/apps/dashboard');

rmSync(path.join(dashboard, '.next/standalone'), { recursive: true, force: true });

const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
const build = spawnSync(process.execPath, [next, 'build'], {
  cwd: dashboard,
  stdio: 'inherit',
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
});
if (build.status !== 0) process.exit(build.status ?? 1);

for (const folder of ['.next/static', 'public']) {
  const source = path.join(dashboard, folder);
  if (existsSync(source)) cpSync(source, path.join(server, folder), { recursive: true });
}
