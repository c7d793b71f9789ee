import { openTerminal } from '../../terminal/terminal.ts';
import { launch } from '../launch.ts';

const [projectRoot = ''] = process.argv.slice(2);
const terminal = openTerminal(process.stdout, process.env);
process.exitCode = await launch({
  projectRoot,
  env: process.env,
  terminal,
  build: () => Promise.resolve('unchanged'),
});
process.exit();
