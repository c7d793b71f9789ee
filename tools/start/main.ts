import { resolve } from 'node:path';
import { openTerminal } from '../terminal/terminal.ts';
import { launch } from './launch.ts';

const terminal = openTerminal(process.stdout, process.env);
process.exitCode = await launch({
  projectRoot: resolve(import.meta.dirname, '../..'),
  env: process.env,
  terminal,
});
process.exit();
