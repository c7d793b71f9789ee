import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OUTPUTS, type Output } from '../../build/outputs.ts';

/** Serves, says so, and at its end writes down whether the database was still there. */
const SERVER = `
const { createServer, connect } = require('node:net');
const http = require('node:http');
const databasePort = Number(new URL(process.env.DATABASE_APP_URL ?? 'postgres://none:1').port);
const isThere = () => new Promise((resolve) => {
  const socket = connect(databasePort, '127.0.0.1', () => { socket.destroy(); resolve(true); });
  socket.once('error', () => resolve(false));
});
process.once('SIGTERM', async () => {
  console.log(JSON.stringify({ stopped: true, databaseWasThere: await isThere() }));
  process.exit(0);
});
console.log(JSON.stringify({ started: process.pid, env: Object.keys(process.env).sort() }));
`;
const HTTP = `${SERVER}
http.createServer((_request, response) => response.end('{"status":"ok"}'))
  .listen(Number(process.env.PORT), '127.0.0.1');
`;
const WORKER = `${SERVER}
setInterval(() => undefined, 60_000);
process.send?.('ready');
`;
const CLI = `console.log(process.argv[2], Boolean(process.env.DATABASE_URL));`;

const SCRIPTS: Record<Output, string> = {
  api: HTTP,
  worker: WORKER,
  cli: CLI,
  simulator: HTTP,
  dashboard: HTTP,
};

/** A folder in the shape of a built checkout, with small stand-ins for its processes and the real node_modules. */
export function makeStandInProject(
  folder: string,
  nodeModules: string,
  changed: Partial<Record<Output, string>> = {},
): void {
  for (const [output, script] of Object.entries({ ...SCRIPTS, ...changed }) as [Output, string][]) {
    const path = join(folder, OUTPUTS[output]);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, script);
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
  if (!existsSync(join(folder, 'node_modules'))) symlinkSync(nodeModules, join(folder, 'node_modules'));
}
