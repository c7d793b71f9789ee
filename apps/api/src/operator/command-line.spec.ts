import { printWebhook } from './print-webhook';
import { discardDeadLetters, replayDeadLetters } from './replay-dead-letters';
import { showDeadLetters } from './show-dead-letters';
import { showInbound } from './show-inbound';

const COMMANDS = {
  inbound: showInbound,
  'dead-letters': showDeadLetters,
  replay: replayDeadLetters,
  discard: discardDeadLetters,
  webhook: printWebhook,
};
const ID = '01a1fe23-a9b4-72b1-8306-44313503ff4a';

type Words = [keyof typeof COMMANDS, ...string[]];

describe('a command of the operator', () => {
  let said: string;

  beforeEach(() => {
    said = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
  });
  afterEach(() => jest.restoreAllMocks());

  const run = ([name, ...words]: Words): Promise<number> => COMMANDS[name](words);

  it.each<{ words: Words }>([
    { words: ['webhook'] },
    { words: ['webhook', 'x'] },
    { words: ['webhook', ID, 'more'] },
    { words: ['inbound', '--older-than', 'soon'] },
    { words: ['inbound', '--older-than', '-1'] },
    { words: ['inbound', '--colour'] },
    { words: ['inbound', 'now'] },
    { words: ['dead-letters', '--group', '--stage', 'route'] },
    { words: ['dead-letters', 'all'] },
    { words: ['replay'] },
    { words: ['replay', '--note', 'which?'] },
    { words: ['replay', '--all', '--stage', 'route'] },
    { words: ['replay', ID, '--all'] },
    { words: ['discard', '--yes'] },
    { words: ['discard', '--stage', 'route', '--note', 'x', '--rate', '5'] },
  ])('that is not understood says how it is written: $words', async ({ words }) => {
    expect(await run(words)).toBe(2);
    expect(said).toMatch(new RegExp(`^[^]+\\nUsage: ${words[0]} `));
  });

  it('offers to discard all of them nowhere: that is always refused', async () => {
    await run(['discard']);
    expect(said).toContain('Usage: discard ');
    expect(said).not.toContain('--all');
  });

  it.each<{ words: Words; what: string }>([
    { words: ['replay', 'x'], what: 'deadLetterIds' },
    { words: ['replay', '--all', '--rate', '51'], what: 'ratePerSecond' },
    { words: ['replay', '--all', '--rate', 'fast'], what: 'ratePerSecond' },
    { words: ['replay', '--stage', 'send'], what: 'stage' },
    { words: ['discard', '--stage', 'route'], what: 'note' },
  ])('that asks for what there is not says what: $words', async ({ words, what }) => {
    expect(await run(words)).toBe(1);
    expect(said).toContain(what);
  });
});
