import fc from 'fast-check';
import { checkMessage } from '../messages/check-message';
import {
  APP,
  authentication,
  BODY,
  body,
  bodyNamed,
  buttons,
  card,
  carousel,
  CLEAN_DRAFTS,
  coupon,
  link,
  marketing,
  named,
  offer,
  oneTap,
  picture,
  reply,
  utility,
} from './fixtures/drafts.fixture';
import { sendComponentsOf } from './send-components';
import { type VariableKind, variablesOf } from './template-variables';

const VALUES: Readonly<Record<VariableKind, unknown>> = {
  text: 'Ana',
  url: 'a',
  code: 'SAVE20',
  payload: 'P',
  thumbnail: 'sku',
  image: { id: '1' },
  video: { link: 'https://example.com/a.mp4' },
  document: { id: '1', filename: 'a.pdf' },
  gif: { id: '1' },
  location: { latitude: 1, longitude: 2 },
  product: { product_retailer_id: 'sku', catalog_id: '1' },
  offer_end: 1_698_562_800_000,
  flow: { flow_token: 't' },
  products: { thumbnail_product_retailer_id: 'sku', sections: [] },
};
const valuesFor = (draft: unknown) =>
  Object.fromEntries(variablesOf(draft).map(({ key, kind }) => [key, VALUES[kind]]));
const message = (components: readonly unknown[]) => ({ name: 'n', language: { code: 'en' }, components });
const componentsOf = (draft: unknown, values: Record<string, unknown>) => {
  const result = sendComponentsOf(draft, values);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.components;
};

describe('what is sent of a template', () => {
  it.each(CLEAN_DRAFTS.map((draft) => [draft]))('is a message that can be sent: %j', (draft) => {
    const components = componentsOf(draft, valuesFor(draft));
    expect(checkMessage('template', message(components))).toEqual([]);
  });

  it.each(CLEAN_DRAFTS.map((draft) => [draft]))('names each variable that is missing from %j', (draft) => {
    const required = variablesOf(draft).filter(({ isRequired }) => isRequired);
    const result = sendComponentsOf(draft, {});
    const faults = result.ok ? [] : result.faults;
    expect(faults.map(({ field, code }) => [field, code])).toEqual(
      required.map(({ key }) => [key, 'missing']),
    );
  });

  it('has numbered variables in their order, and buttons by their place', () => {
    const draft = utility(
      body('From {{2}} to {{1}} it takes a day.', 'a', 'b'),
      buttons(reply('Thanks'), link('https://example.com/{{1}}', ['a'])),
    );
    const values = { 'body.1': 'Porto', 'body.2': 'Lisbon', 'buttons.1.url': 'x' };
    expect(componentsOf(draft, values)).toEqual([
      {
        type: 'body',
        parameters: [
          { type: 'text', text: 'Porto' },
          { type: 'text', text: 'Lisbon' },
        ],
      },
      { type: 'button', sub_type: 'url', index: '1', parameters: [{ type: 'text', text: 'x' }] },
    ]);
  });

  it('has the names of named variables', () => {
    const draft = named(bodyNamed('Hello {{first_name}}, you.', { first_name: 'Ana' }));
    expect(componentsOf(draft, { 'body.first_name': 'Bea' })).toEqual([
      { type: 'body', parameters: [{ type: 'text', parameter_name: 'first_name', text: 'Bea' }] },
    ]);
  });

  it('has media, the end of an offer and a code as Meta wants them', () => {
    const draft = marketing(picture(), offer('Ends soon!'), BODY, buttons(coupon('SAVE20')));
    const values = { 'header.image': { id: '1' }, 'offer.end': 5, 'buttons.0.code': 'SAVE30' };
    expect(componentsOf(draft, values)).toEqual([
      { type: 'header', parameters: [{ type: 'image', image: { id: '1' } }] },
      {
        type: 'limited_time_offer',
        parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: 5 } }],
      },
      {
        type: 'button',
        sub_type: 'copy_code',
        index: '0',
        parameters: [{ type: 'coupon_code', coupon_code: 'SAVE30' }],
      },
    ]);
  });

  it('has the cards of a carousel by their place', () => {
    const draft = carousel(card(picture(), body('Green')), card(picture(), body('Only {{1}} left.', '5')));
    const values = {
      'cards.0.header.image': { id: '1' },
      'cards.1.header.image': { id: '2' },
      'cards.1.body.1': '3',
    };
    expect(componentsOf(draft, values)).toEqual([
      {
        type: 'carousel',
        cards: [
          {
            card_index: 0,
            components: [{ type: 'header', parameters: [{ type: 'image', image: { id: '1' } }] }],
          },
          {
            card_index: 1,
            components: [
              { type: 'header', parameters: [{ type: 'image', image: { id: '2' } }] },
              { type: 'body', parameters: [{ type: 'text', text: '3' }] },
            ],
          },
        ],
      },
    ]);
  });

  it('has a one-time password in the text and in the button', () => {
    const draft = authentication({ type: 'BODY' }, buttons(oneTap(APP)));
    const parameters = [{ type: 'text', text: '904113' }];
    const components = componentsOf(draft, { code: '904113' });
    expect(components).toEqual([
      { type: 'body', parameters },
      { type: 'button', sub_type: 'url', index: '0', parameters },
    ]);
    expect(sendComponentsOf(draft, { code: 'x'.repeat(16) })).toMatchObject({
      ok: false,
      faults: [{ field: 'code', code: 'too_long' }],
    });
  });

  it('is nothing where nothing differs', () => {
    expect(componentsOf(utility(BODY), {})).toEqual([]);
  });

  it.each<[values: Record<string, unknown>, field: string, code: string]>([
    [{ 'body.1': 5 }, 'body.1', 'wrong_type'],
    [{ 'body.1': null }, 'body.1', 'missing'],
    [{ 'body.1': ' ' }, 'body.1.text', 'missing'],
    [{ 'body.1': 'a\nb' }, 'body.1.text', 'malformed'],
    [{ 'body.1': 'Ana', 'body.2': 'Bea' }, 'body.2', 'not_allowed'],
    [{ 'body.1': 'Ana', toString: 'x' }, 'toString', 'not_allowed'],
  ])('is refused with %j', (values, field, code) => {
    const draft = utility(body('Hello {{1}}, you.', 'Ana'));
    expect(sendComponentsOf(draft, values)).toMatchObject({ ok: false, faults: [{ field, code }] });
  });

  it.each([
    ['header.image', 'https://example.com/a.png', 'header.image', 'wrong_type'],
    ['header.image', {}, 'header.image.image.id', 'missing'],
    ['offer.end', 'tomorrow', 'offer.end', 'wrong_type'],
    ['offer.end', 0, 'offer.end.limited_time_offer.expiration_time_ms', 'malformed'],
    ['buttons.0.code', 'x'.repeat(21), 'buttons.0.code.coupon_code', 'too_long'],
  ])('is refused with %s %j', (key, value, field, code) => {
    const draft = marketing(picture(), offer('Ends soon!'), BODY, buttons(coupon('SAVE20')));
    const result = sendComponentsOf(draft, { ...valuesFor(draft), [key]: value });
    expect(result).toMatchObject({ ok: false, faults: [{ field, code }] });
  });

  it('is a message that can be sent or a list of faults, whatever the values', () => {
    const value = fc.oneof(fc.constantFrom(...Object.values(VALUES)), fc.jsonValue());
    const filled = fc
      .constantFrom(...CLEAN_DRAFTS)
      .chain((draft) =>
        fc
          .record(Object.fromEntries(variablesOf(draft).map(({ key }) => [key, value])), { requiredKeys: [] })
          .map((values) => ({ draft, values })),
      );
    fc.assert(
      fc.property(filled, ({ draft, values }) => {
        const result = sendComponentsOf(draft, values);
        if (result.ok) expect(checkMessage('template', message(result.components))).toEqual([]);
        else expect(result.faults.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
