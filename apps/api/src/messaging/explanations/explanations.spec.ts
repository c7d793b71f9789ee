import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Explanation } from '../../kernel/explanations';
import { CommunicationAdapter } from '../communication-adapter';
import { GATE_REASONS } from '../outbound/policy/gate-reasons';
import { AdapterExplanations } from './adapter-explanations';
import { OWN_CODES, ownExplanation, UNKNOWN_CODE } from './own-explanations';

const SENTENCE = /^[A-Z].{10,}\.$/;

/** Every code that sending itself gives to a message, as it is written in the sources. */
function codesInTheSources(): string[] {
  const sources = join(__dirname, '../..');
  const files = globSync(['messaging/{outbound,messages}/*.ts', 'adapters/*/{sending,*.adapter}.ts'], {
    cwd: sources,
  });
  const given = /(?:failure = \{ code: |failure: \{ code: |waits\(|failure_code = )'([a-z_]+)'/g;
  return files
    .filter((file) => !/spec\.ts$/.test(file))
    .flatMap((file) => [...readFileSync(join(sources, file), 'utf8').matchAll(given)])
    .map(([, code]) => code ?? '');
}

describe('what went wrong, in words', () => {
  it('is said of each code that sending gives', () => {
    const codes = codesInTheSources();
    expect(codes).toEqual(expect.arrayContaining(['unreachable', 'cancelled', 'sender_died', 'pair_limit']));
    expect(codes.filter((code) => ownExplanation(code) === null)).toEqual([]);
  });

  it.each([...OWN_CODES, ...Object.keys(GATE_REASONS)])(
    'says of %s what to do next, in sentences',
    (code) => {
      const explanation = ownExplanation(code);
      expect(explanation?.sentence).toMatch(SENTENCE);
      expect(explanation?.next).toMatch(SENTENCE);
    },
  );

  it('is what the policy gate says of its reasons, and up to the recipient where only they can change it', () => {
    expect(ownExplanation('quiet_hours')).toMatchObject({ fault: 'business', ...wordsOf('quiet_hours') });
    expect(ownExplanation('window_closed')).toMatchObject({
      fault: 'recipient',
      ...wordsOf('window_closed'),
    });
  });

  describe('asks', () => {
    const theirs: Explanation = { sentence: 'Theirs.', fault: 'provider', next: 'Wait.', docsUrl: null };
    const explain = jest.fn((code: string) => (code === 'unreachable' || code === '7' ? theirs : null));
    const adapter = { provider: 'pigeon', explain } as unknown as CommunicationAdapter;
    const explanations = new AdapterExplanations([adapter]);

    it('the adapter of the provider for a code of its own', () => {
      expect(explanations.of('pigeon', '7')).toBe(theirs);
    });

    it('nobody for a code of ours', () => {
      expect(explanations.of('pigeon', 'unreachable')).not.toBe(theirs);
      expect(explanations.of('pigeon', 'unreachable')).toBe(ownExplanation('unreachable'));
    });

    it.each([
      ['pigeon', '8'],
      ['a provider that is no more', '7'],
      ['pigeon', '__proto__'],
    ])('and finds words for what nobody knows: %s, %s', (provider, code) => {
      expect(explanations.of(provider, code)).toBe(UNKNOWN_CODE);
    });
  });
});

const wordsOf = (reason: keyof typeof GATE_REASONS) => {
  const { sentence, next } = GATE_REASONS[reason];
  return { sentence, next };
};
