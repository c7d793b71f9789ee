import fc from 'fast-check';
import { MessageElement } from '../communication-adapter';
import { echoOf, isAnswered } from './echo';

const AT = new Date('2026-11-05T10:00:00.123Z');
const TIME = '2026-11-05T10:00:00.123Z';

describe('the echo', () => {
  it('repeats a text, with the time of its receipt', () => {
    expect(echoOf({ type: 'text', text: 'hello' }, AT)).toBe(`Message received at ${TIME}: hello`);
  });

  it.each([
    ['image', 'Image'],
    ['video', 'Video'],
    ['audio', 'Audio message'],
    ['voice', 'Voice message'],
    ['document', 'Document'],
    ['sticker', 'Sticker'],
    ['location', 'Location'],
    ['contacts', 'Contact card'],
    ['reaction', 'Reaction'],
    ['button', 'Button reply'],
    ['interactive', 'Interactive reply'],
    ['order', 'Order'],
    ['system', 'System message'],
    ['unsupported', 'Message of an unsupported type'],
    ['hologram', 'Message of an unknown type'],
  ])('says of the type %s: %s', (type, noun) => {
    expect(echoOf({ type, text: null }, AT)).toBe(`${noun} received at ${TIME}.`);
  });

  it('does not repeat a caption, only what kind of message it was', () => {
    expect(echoOf({ type: 'image', text: 'my caption' }, AT)).toBe(`Image received at ${TIME}.`);
  });

  it('has a sentence for a text without words', () => {
    expect(echoOf({ type: 'text', text: null }, AT)).toBe(`Empty message received at ${TIME}.`);
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', ''])(
    'does not take the type %p for one that it knows',
    (type) => {
      expect(echoOf({ type, text: null }, AT)).toBe(`Message of an unknown type received at ${TIME}.`);
    },
  );

  it('always fits into one message of WhatsApp and never cuts a character in half', () => {
    const long = fc
      .tuple(fc.nat(4_200), fc.constantFrom('a', 'é', '👋', '🇵🇹'))
      .map(([padding, character]) => {
        return 'x'.repeat(padding) + character.repeat(2_100);
      });
    fc.assert(
      fc.property(fc.oneof(long, fc.string({ unit: 'grapheme' })), (text) => {
        const echo = echoOf({ type: 'text', text }, AT);
        expect(echo.length).toBeLessThanOrEqual(4096);
        expect(echo.isWellFormed()).toBe(true);
      }),
    );
  });

  it('keeps the beginning of a text that is too long, and shows that there was more', () => {
    const echo = echoOf({ type: 'text', text: `start${'x'.repeat(5_000)}` }, AT);
    expect(echo).toHaveLength(4096);
    expect(echo.startsWith(`Message received at ${TIME}: start`)).toBe(true);
    expect(echo.endsWith('x…')).toBe(true);
  });

  it('keeps a text that just fits', () => {
    const room = 4096 - `Message received at ${TIME}: `.length;
    expect(echoOf({ type: 'text', text: 'x'.repeat(room) }, AT)).toMatch(/x$/);
    expect(echoOf({ type: 'text', text: 'x'.repeat(room + 1) }, AT)).toMatch(/…$/);
  });
});

describe('a message is answered', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const ana = { identities: [{ kind: 'phone', value: '16505551234' }] };
  const live = {
    direction: 'inbound',
    origin: 'live',
    author: null,
    correspondent: ana,
    type: 'text',
    targetProviderMessageId: null,
  } as unknown as MessageElement;

  it('when a person has just written it to us', () => {
    for (const minutes of [0, 1, 14]) expect(isAnswered(live, minutesAgo(minutes), now)).toBe(true);
  });

  it('when their clock is ahead of ours', () => {
    expect(isAnswered(live, minutesAgo(-5), now)).toBe(true);
  });

  it.each<[string, object]>([
    ['the business wrote it', { direction: 'outbound', origin: 'echo' }],
    ['it is of the past', { origin: 'history' }],
    ['another app answers', { origin: 'standby' }],
    ['it is a reaction, an edit or a revocation', { targetProviderMessageId: 'wamid.1' }],
    ['it is a call', { type: 'call' }],
    ['it is written in a group', { author: ana }],
    ['it is with a group', { correspondent: { identities: [{ kind: 'group', value: '1' }] } }],
  ])('not when %s', (_what, difference) => {
    expect(isAnswered({ ...live, ...difference }, now, now)).toBe(false);
  });

  it('not when it is old', () => {
    for (const minutes of [15, 60, 6 * 24 * 60])
      expect(isAnswered(live, minutesAgo(minutes), now)).toBe(false);
  });
});
