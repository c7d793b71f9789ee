import { PassThrough } from 'node:stream';
import { openTerminal, paint } from './terminal.ts';

describe('colour', () => {
  const open = (isTTY: boolean, env: NodeJS.ProcessEnv) =>
    openTerminal(Object.assign(new PassThrough(), { isTTY }), env);

  it('is used on a terminal only, and not where NO_COLOR asks for none', () => {
    expect(open(true, {}).colour).toBe(true);
    expect(open(false, {}).colour).toBe(false);
    expect(open(true, { NO_COLOR: '1' }).colour).toBe(false);
    expect(open(true, { TERM: 'dumb' }).colour).toBe(false);
  });

  it('leaves text alone where it is off', () => {
    expect(paint({ colour: false }, 'red', 'text')).toBe('text');
    expect(paint({ colour: true }, 'red', 'text')).toBe('\x1b[31mtext\x1b[39m');
  });
});
