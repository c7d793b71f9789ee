import { Steps, layOut, seconds } from './steps.ts';

describe('a step on the terminal', () => {
  const written: string[] = [];
  const terminal = {
    write: (text: string) => void written.push(text),
    live: false,
    colour: false,
    columns: 80,
  };
  let now = 1_000;

  beforeEach(() => written.splice(0));

  it('ends as one line: mark, name, outcome, time', async () => {
    await new Steps(terminal, () => now).run('Build', () => {
      now += 2_345;
      return Promise.resolve('nothing changed');
    });
    expect(written).toEqual([`  ✓ ${layOut('Build', 'nothing changed', 2_345)}\n`]);
    expect(written[0]).toMatch(/ 2\.3 s\n$/);
  });

  it('is marked when it fails, and the failure goes on to whoever called', async () => {
    const failing = new Steps(terminal).run('Build', () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(written[0]).toMatch(/^ {2}✗ Build/);
  });

  it('counts from when its work began', async () => {
    await new Steps(terminal, () => now).run('api', () => Promise.resolve('answers'), now - 4_000);
    expect(written[0]).toMatch(/ 4\.0 s\n$/);
  });

  it('writes long times in minutes', () => {
    expect(seconds(59_900)).toBe('59.9 s');
    expect(seconds(59_960)).toBe('1 min 00 s');
    expect(seconds(125_000)).toBe('2 min 05 s');
  });
});
