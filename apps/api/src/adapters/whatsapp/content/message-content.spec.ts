import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { MessageContent, MessageElement, parseProviderJson } from '../../../messaging';
import { elementsOf } from '../normalise/elements';
import { contentOf } from './message-content';

/** What there is to show of the first message of a fixture; what is null is left out. */
function shown(name: string): Partial<MessageContent> | null {
  const webhook = parseProviderJson(readFileSync(join(__dirname, `../fixtures/${name}.json`)));
  const message = elementsOf(webhook).find(({ kind }) => kind === 'message') as MessageElement;
  const content = contentOf(message);
  if (content === null) return null;
  return Object.fromEntries(Object.entries(content).filter(([, part]) => part !== null));
}

const of = (type: string, content: unknown, more: object = {}) =>
  contentOf({ type, payload: { type, [type]: content, ...more } });

describe('what there is to show of a message', () => {
  it.each([
    'text',
    'image-with-caption',
    'audio-voice-note',
    'sticker',
    'reaction',
    'edit',
    'revoke',
    'group-text',
  ])('is nothing beyond its words and files: %s', (name) => expect(shown(name)).toBeNull());

  it('is a place', () => {
    expect(shown('location')).toEqual({
      location: {
        latitude: expect.any(Number) as number,
        longitude: expect.any(Number) as number,
        name: 'Main Street Beach',
        address: expect.any(String) as string,
        url: null,
      },
    });
    expect(
      of('location', { latitude: '37.5', longitude: 200, url: 'javascript:alert(1)' })?.location,
    ).toEqual({
      latitude: 37.5,
      longitude: null,
      name: null,
      address: null,
      url: null,
    });
  });

  it("is people's cards", () => {
    expect(shown('contacts-on-request')).toEqual({
      contacts: [
        {
          name: 'Barbara J. Johnson',
          phones: ['+1 (650) 555-9999'],
          emails: ['bjohnson@luckyshrub.com'],
        },
        { name: 'Pablo Morales', phones: ['+1 650-555-0002'], emails: [] },
      ],
    });
    expect(of('contacts', [7, { phones: [{ wa_id: '1650' }, {}] }])?.contacts).toEqual([
      { name: null, phones: ['1650'], emails: [] },
    ]);
  });

  it('is an order with what it costs', () => {
    expect(shown('order')).toEqual({
      order: {
        items: [{ productId: 'di9ozbzfi4', quantity: 2, price: 30, currency: 'USD' }],
        text: 'Love these!',
        currency: 'USD',
        total: 60,
      },
    });
    const items = (...currencies: unknown[]) =>
      currencies.map((currency) => ({ quantity: 3, item_price: 0.1, currency }));
    expect(of('order', { product_items: items('EUR', 'EUR') })?.order).toMatchObject({
      total: 0.6,
      currency: 'EUR',
    });
    expect(of('order', { product_items: items('EUR', 'USD') })?.order).toMatchObject({
      total: null,
      currency: null,
    });
    expect(of('order', { product_items: [{ quantity: 3, currency: 'EUR' }] })?.order).toMatchObject({
      total: null,
    });
    expect(of('order', {})?.order).toEqual({ items: [], text: null, currency: null, total: null });
  });

  it.each([
    ['interactive-button', { kind: 'button_reply', title: 'Cancel', responses: null }],
    [
      'interactive-list',
      { kind: 'list_reply', title: 'Priority Mail Express', description: 'Next Day to 2 Days' },
    ],
    ['button-of-a-template', { kind: 'button', title: 'Unsubscribe', id: 'Unsubscribe' }],
    ['interactive-call-permission', { kind: 'call_permission_reply', title: 'accept' }],
    ['interactive-flow-of-no-object', { kind: 'nfm_reply', id: 'flow', responses: { value: 'just a text' } }],
    [
      'interactive-address',
      { kind: 'nfm_reply', id: 'address_message', responses: { saved_address_id: 'address1' } },
    ],
  ])('is what was chosen or filled in: %s', (name, interactive) => {
    expect(shown(name)).toMatchObject({ interactive });
  });

  it('is the answer of a form as it is, where it is no JSON', () => {
    const reply = (json: unknown) =>
      of('interactive', { type: 'nfm_reply', nfm_reply: { response_json: json } })?.interactive?.responses;
    expect(reply('{"a')).toEqual({ value: '{"a' });
    expect(reply('['.repeat(100))).toEqual({ value: '['.repeat(100) });
    expect(reply('{"__proto__":{"a":1},"b":2}')).toStrictEqual({ b: 2 });
    expect(reply({ b: 2 })).toEqual({ b: 2 });
    expect(reply(undefined)).toBeNull();
  });

  it('is the advert from which somebody came', () => {
    expect(shown('from-an-advert')).toMatchObject({
      referral: { kind: 'ad', url: expect.stringMatching(/^https:/) as string },
    });
  });

  it.each([
    ['call', { status: null, durationSeconds: null }],
    ['call-end', { status: 'COMPLETED', durationSeconds: 70 }],
    ['call-of-ours-failed', { status: 'FAILED', durationSeconds: null }],
  ])('is a call and how long it was: %s', (name, call) => expect(shown(name)).toEqual({ call }));

  it.each([
    ['unsupported', { kind: 'poll', reason: 'Message type is currently not supported.' }],
    ['unsupported-in-older-versions', { kind: null, reason: 'Message type is not currently supported' }],
    ['type-nobody-has-heard-of', { kind: 'poll_vote', reason: null }],
    ['interactive-without-its-body', { kind: 'interactive', reason: 'The message could not be read.' }],
  ])('is that it cannot be shown: %s', (name, unsupported) => expect(shown(name)).toEqual({ unsupported }));

  it('is not that it cannot be shown where it is a file', () =>
    expect(shown('file-of-a-new-type')).toBeNull());

  it('is what happened to the person', () => {
    expect(shown('system-number-changed')).toEqual({ system: { kind: 'user_changed_number' } });
  });

  it('leads nowhere but to web pages', () => {
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '//x',
      'x',
      `https://${'x'.repeat(3000)}`,
    ])
      expect(
        contentOf({ type: 'text', payload: { referral: { source_url: url } } })?.referral?.url,
      ).toBeNull();
  });

  it('can be said of anything at all, and put into JSON', () => {
    const type = fc.constantFrom(
      'location',
      'contacts',
      'order',
      'interactive',
      'button',
      'system',
      'call',
      '__proto__',
      'toString',
      'x',
    );
    const json = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(type, json, json, json, (name, content, errors, referral) => {
        const payload = JSON.parse(JSON.stringify({ errors, referral, [name]: content })) as unknown;
        for (const one of [payload, content]) {
          const found = contentOf({ type: name, payload: one });
          expect(JSON.parse(JSON.stringify(found))).toEqual(found);
        }
      }),
    );
  });
});
