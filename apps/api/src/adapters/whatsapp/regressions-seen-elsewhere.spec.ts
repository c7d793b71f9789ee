import { InboundElement, MessageElement, parseProviderJson } from '../../messaging';
import { contentOf } from './content/message-content';
import { elementsOf } from './normalise/elements';

/** What went wrong in other products (facts: reliability.md), each by the name of whom it happened to. */

const metadata = { display_phone_number: '15550783881', phone_number_id: '106540352242922' };
const text = (serial: number) => ({
  from: `1650555${1000 + serial}`,
  id: `wamid.${serial}`,
  timestamp: '1749416383',
  type: 'text',
  text: { body: `${serial}` },
});
const status = (serial: number) => ({
  id: `wamid.OURS${serial}`,
  status: 'delivered',
  timestamp: '1749416384',
  recipient_id: '16505551234',
});
const split = (json: string): InboundElement[] => elementsOf(parseProviderJson(Buffer.from(json)));
const webhook = (...changes: object[]) =>
  JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes }] });
const messagesChange = (value: object) => ({ field: 'messages', value: { metadata, ...value } });

describe('first element only: several products read messages[0] of changes[0] of entry[0]', () => {
  it('every element of every list of every change of every entry comes out, in order', () => {
    const serials = Array.from({ length: 1_000 }, (_, serial) => serial);
    const entries = [0, 1, 2, 3].map((entry) => ({
      id: '102290129340398',
      changes: [0, 1].map((change) => {
        const own = serials.filter((serial) => serial % 8 === entry * 2 + change);
        return messagesChange({ messages: own.map(text), statuses: own.map(status) });
      }),
    }));
    const elements = split(JSON.stringify({ object: 'whatsapp_business_account', entry: entries }));
    const idsOf = (kind: string) =>
      elements
        .filter((element) => element.kind === kind)
        .map((element) => (element as MessageElement).providerMessageId);
    expect(elements).toHaveLength(2_000);
    expect(new Set(idsOf('message'))).toEqual(new Set(serials.map((serial) => `wamid.${serial}`)));
    expect(new Set(idsOf('status'))).toEqual(new Set(serials.map((serial) => `wamid.OURS${serial}`)));
    expect(idsOf('message').slice(0, 3)).toEqual(['wamid.0', 'wamid.8', 'wamid.16']);
  });

  it('one element without sense costs none of its neighbours', () => {
    const elements = split(
      webhook(messagesChange({ messages: [text(1), null, text(2), { id: 'x' }, text(3)] })),
    );
    expect(elements.map(({ kind }) => kind)).toEqual([
      ...['message', 'quarantined', 'message', 'quarantined', 'message'],
    ]);
  });
});

describe('pywa: an interactive message without its content, beside an error of the same change', () => {
  const half = { ...text(1), type: 'interactive', text: undefined };
  const error = { code: 131000, title: 'Something went wrong', error_data: { details: 'Not read.' } };
  const elements = split(webhook(messagesChange({ messages: [half, text(2)], errors: [error] })));

  it('is a message of that person, and the error is kept beside it', () => {
    expect(elements).toMatchObject([
      { kind: 'message', type: 'interactive', text: null, payload: { errors: [error] } },
      { kind: 'message', type: 'text', text: '2' },
      { kind: 'account', field: 'messages', event: 'error', subject: '131000', payload: error },
    ]);
    expect((elements[1] as MessageElement).payload).not.toHaveProperty('errors');
  });

  it('is shown as one that could not be read, with the reason', () => {
    expect(contentOf(elements[0] as MessageElement)).toMatchObject({
      unsupported: { kind: 'interactive', reason: 'Not read.' },
    });
  });
});

describe('ids beyond 2^53: JSON.parse changes their last digits', () => {
  const update = (id: string) =>
    webhook({
      field: 'message_template_status_update',
      value: { event: 'APPROVED', message_template_id: 0, message_template_name: 'order_ready' },
    }).replace('"message_template_id":0', `"message_template_id":${id}`);

  it.each(['9007199254740993', '594425479261596777', '12345678901234567890123'])(
    'keep every digit: %s',
    (id) => {
      expect(split(update(id))).toMatchObject([{ subject: id, payload: { message_template_id: id } }]);
    },
  );

  it('below it are what they were', () => {
    expect(split(update('594425479261596'))).toMatchObject([
      { subject: '594425479261596', payload: { message_template_id: 594425479261596 } },
    ]);
  });
});

describe('a form whose answer is no object: JSON in a text, made by whoever made the form', () => {
  it.each([
    ['a text', '"yes"', { value: 'yes' }],
    ['a list', '[1,2]', { value: [1, 2] }],
    ['nothing', 'null', { value: null }],
    ['no JSON', 'yes', { value: 'yes' }],
    ['a prototype', '{"__proto__":{"isAdmin":true},"a":1}', { a: 1 }],
  ])('is shown all the same: %s', (_what, json, responses) => {
    const interactive = { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: json } };
    const message = { ...text(1), type: 'interactive', interactive };
    const [element] = split(webhook(messagesChange({ messages: [message] })));
    expect(element).toMatchObject({ kind: 'message', text: 'Sent' });
    expect(contentOf(element as MessageElement)?.interactive?.responses).toStrictEqual(responses);
  });
});

describe('a number with 16 digits behind a point, or in a text', () => {
  it('is not taken for an id', () => {
    const place = { ...text(1), type: 'location', location: { latitude: 0, longitude: 2 }, text: undefined };
    const json = webhook(messagesChange({ messages: [place] })).replace(
      '"latitude":0',
      '"latitude":38.70713281234567890',
    );
    const [element] = split(json);
    expect(contentOf(element as MessageElement)?.location?.latitude).toBeCloseTo(38.7071328);
  });
});
