import fc from 'fast-check';
import {
  APP,
  authentication,
  AUTHENTICATION_BODY,
  BODY,
  body,
  buttons,
  call,
  card,
  CARD,
  carousel,
  CLEAN_DRAFTS,
  coupon,
  footer,
  link,
  marketing,
  offer,
  oneTap,
  picture,
  reply,
  title,
  utility,
} from './fixtures/drafts.fixture';
import type { TextRun } from './markup';
import { previewOf } from './template-preview';
import { RULE_CASES } from './template-rules.fixture';
import { variablesOf } from './template-variables';

const wordsOf = (runs: readonly TextRun[]) => runs.map(({ text }) => text).join('');
const ORDER = utility(
  title('Order {{1}}', 'A-17'),
  body('Hello *{{1}}*, your order {{2}} is on its way to you.', 'Ana', 'A-17'),
  footer('Example Ltd'),
  buttons(
    reply('Thanks'),
    link('https://example.com/{{1}}', ['https://example.com/a']),
    call('+351912345678'),
  ),
);

describe('the preview of a template', () => {
  it('shows the samples until there are values', () => {
    const preview = previewOf(ORDER);
    expect(preview.header).toMatchObject({ kind: 'text' });
    expect(wordsOf(preview.body)).toBe('Hello Ana, your order A-17 is on its way to you.');
    expect(preview.footer).toBe('Example Ltd');
    expect(preview.buttons).toEqual([
      { kind: 'QUICK_REPLY', label: 'Thanks', target: null },
      { kind: 'URL', label: 'Track', target: 'https://example.com/a' },
      { kind: 'PHONE_NUMBER', label: 'Call us', target: '+351912345678' },
    ]);
  });

  it('shows what the variables are filled with, marked as theirs', () => {
    const preview = previewOf(ORDER, { 'header.1': '*B*', 'body.1': 'Bea', 'buttons.1.url': 'b' });
    expect(preview.header).toMatchObject({
      text: [{ text: 'Order ' }, { text: '*B*', variable: 'header.1' }],
    });
    expect(preview.body[1]).toMatchObject({ text: 'Bea', variable: 'body.1', isBold: true });
    expect(preview.body[0]).toMatchObject({ text: 'Hello ', variable: null, isBold: false });
    expect(preview.buttons[1]?.target).toBe('https://example.com/b');
  });

  it('shows the variable itself where there is neither', () => {
    const preview = previewOf(utility(body('Hello {{1}}, you.'), buttons(link('https://example.com/{{1}}'))));
    expect(wordsOf(preview.body)).toBe('Hello {{1}}, you.');
    expect(preview.buttons[0]?.target).toBe('https://example.com/{{1}}');
  });

  it('shows an offer with its end and its code', () => {
    const draft = marketing(picture(), offer('Ends soon!'), BODY, buttons(coupon('SAVE20')));
    expect(previewOf(draft)).toMatchObject({
      header: { kind: 'image', value: null },
      offer: { text: 'Ends soon!', endsAt: null },
      buttons: [{ kind: 'COPY_CODE', label: null, target: 'SAVE20' }],
    });
    const values = { 'header.image': { id: '1' }, 'offer.end': 1, 'buttons.0.code': 'SAVE30' };
    expect(previewOf(draft, values)).toMatchObject({
      header: { kind: 'image', value: { id: '1' } },
      offer: { endsAt: 1 },
      buttons: [{ target: 'SAVE30' }],
    });
  });

  it('shows each card with its own values', () => {
    const draft = carousel(CARD, card(picture(), body('Only {{1}} of them are left.', '5')));
    const { cards } = previewOf(draft, { 'cards.1.body.1': '3', 'cards.1.header.image': { id: '9' } });
    expect(cards).toHaveLength(2);
    expect(cards[0]?.buttons).toHaveLength(2);
    expect(wordsOf(cards[1]?.body ?? [])).toBe('Only 3 of them are left.');
    expect(cards.map(({ header }) => header)).toEqual([
      { kind: 'image', value: null },
      { kind: 'image', value: { id: '9' } },
    ]);
  });

  it("shows Meta's words for a one-time password", () => {
    const draft = authentication(
      AUTHENTICATION_BODY,
      { type: 'FOOTER', code_expiration_minutes: 5 },
      buttons(oneTap(APP)),
    );
    const { body: shown, footer: below } = previewOf(draft, { code: '9041' });
    expect(wordsOf(shown)).toBe('9041 is your verification code. For your security, do not share this code.');
    expect(shown[0]).toMatchObject({ text: '9041', variable: 'code', isBold: true });
    expect(below).toBe('This code expires in 5 minutes.');
  });

  it('can be made of any JSON, and of every broken draft', () => {
    const empty = { header: null, offer: null, body: [], footer: null, buttons: [], cards: [] };
    expect(previewOf(null)).toEqual(empty);
    const drafts = fc.oneof(fc.jsonValue(), fc.constantFrom(...RULE_CASES.map(({ breaks }) => breaks)));
    fc.assert(
      fc.property(drafts, fc.dictionary(fc.string(), fc.jsonValue()), (draft, values) => {
        expect(previewOf(draft, values).cards).toBeInstanceOf(Array);
      }),
    );
  });
});

describe('the variables of a template', () => {
  it('are told with their place, kind and sample', () => {
    expect(
      variablesOf(ORDER).map(({ key, kind, label, path, sample, isRequired }) => [
        key,
        kind,
        label,
        path.join('.'),
        sample,
        isRequired,
      ]),
    ).toEqual([
      ['header.1', 'text', '1', 'components.0.text', 'A-17', true],
      ['body.1', 'text', '1', 'components.1.text', 'Ana', true],
      ['body.2', 'text', '2', 'components.1.text', 'A-17', true],
      ['buttons.0.payload', 'payload', null, 'components.3.buttons.0', null, false],
      ['buttons.1.url', 'url', '1', 'components.3.buttons.1', 'a', true],
    ]);
  });

  it('are in the order of their numbers, however the text has them', () => {
    const draft = utility(body('From {{2}} to {{1}} it takes a day.', 'Lisbon', 'Porto'));
    expect(variablesOf(draft).map(({ key, sample }) => [key, sample])).toEqual([
      ['body.1', 'Lisbon'],
      ['body.2', 'Porto'],
    ]);
  });

  it.each(CLEAN_DRAFTS.map((draft) => [draft]))('have a key of their own in %j', (draft) => {
    const keys = variablesOf(draft).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('can be asked of any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (draft) => Array.isArray(variablesOf(draft))));
  });
});
