import fc from 'fast-check';
import { parseProviderJson } from '../../../messaging';
import { elementsOf } from './elements';

/** Among it an object that cannot be made a text. */
const anyJson = fc.oneof(fc.jsonValue({ maxDepth: 5 }), fc.constant({ toString: 1, valueOf: 1 }));
/** A value that is mostly what it should be, and sometimes anything. */
const mostly = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: usual, weight: 9 }, { arbitrary: anyJson, weight: 1 });

const word = fc.constantFrom(
  'text',
  'image',
  'interactive',
  'reaction',
  'system',
  '__proto__',
  'toString',
  'x',
);
const id = fc.oneof(fc.stringMatching(/^wamid\.[A-Z0-9]{1,8}$/), fc.string({ unit: 'binary' }));
const time = fc.constantFrom('1749416383', 1749416383, '', '0', 'x');
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('👋'.repeat(40_000), 'x' + '👋'.repeat(520)),
);
const error = fc.record({
  code: mostly(fc.integer()),
  title: text,
  error_data: mostly(fc.record({ details: text })),
});

const message = fc.record(
  {
    from: mostly(fc.constantFrom('16505551234', 'US.1349', '')),
    from_user_id: mostly(fc.constantFrom('US.1349', 'US.ENT.1')),
    id: mostly(id),
    timestamp: mostly(time),
    type: mostly(word),
    text: mostly(fc.record({ body: mostly(text) })),
    image: mostly(fc.record({ caption: mostly(text) })),
    interactive: mostly(fc.record({ button_reply: mostly(fc.record({ title: mostly(text) })) })),
    reaction: mostly(fc.record({ emoji: mostly(text) })),
  },
  { requiredKeys: [] },
);
const status = fc.record(
  {
    id: mostly(id),
    status: mostly(fc.oneof(fc.constantFrom('sent', 'read', 'warning'), text)),
    timestamp: mostly(time),
    recipient_id: mostly(text),
    biz_opaque_callback_data: mostly(text),
    errors: mostly(fc.array(mostly(error), { maxLength: 2 })),
  },
  { requiredKeys: [] },
);
const contact = fc.record({ wa_id: mostly(text), profile: mostly(fc.record({ name: mostly(text) })) });
const list = <T>(of: fc.Arbitrary<T>) => mostly(fc.array(mostly(of), { maxLength: 3 }));
const value = fc.record(
  {
    metadata: mostly(fc.record({ phone_number_id: mostly(fc.constantFrom('106540352242922', '')) })),
    contacts: list(contact),
    messages: list(message),
    statuses: list(status),
    errors: list(error),
  },
  { requiredKeys: ['metadata'] },
);
const change = fc.record({
  field: mostly(fc.constantFrom('messages', 'account_update')),
  value: mostly(value),
});
const webhook = fc.record({
  object: mostly(fc.constant('whatsapp_business_account')),
  entry: list(fc.record({ id: text, changes: list(change) })),
});

describe('any JSON at all', () => {
  it('becomes at least one element, and never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(anyJson, webhook), (payload) => {
        expect(elementsOf(payload).length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('becomes elements that PostgreSQL can keep', () => {
    fc.assert(
      fc.property(webhook, (payload) => {
        const elements = elementsOf(parseProviderJson(Buffer.from(JSON.stringify(payload))));
        for (const element of elements) {
          const kept = JSON.stringify(element);
          expect(kept.includes('\\u0000') || /\\ud[89a-f]/.test(kept)).toBe(false);
          if (element.kind === 'message' || element.kind === 'status')
            expect(element.providerMessageId.length).toBeLessThanOrEqual(256);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('becomes one element for each message, status and error of the lists that it holds', () => {
    const lists = fc.record({
      messages: fc.array(mostly(message), { maxLength: 4 }),
      statuses: fc.array(mostly(status), { maxLength: 4 }),
      errors: fc.array(mostly(error), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(lists, ({ messages, statuses, errors }) => {
        const content = { metadata: { phone_number_id: '1' }, messages, statuses, errors };
        const elements = elementsOf({
          object: 'whatsapp_business_account',
          entry: [{ id: '1', changes: [{ field: 'messages', value: content }] }],
        });
        const count = messages.length + statuses.length + errors.length;
        expect(elements).toHaveLength(Math.max(1, count));
      }),
    );
  });
});
