import fc from 'fast-check';
import { envelopeOf, type OutgoingMessage } from './envelope';
import { InvalidMessage } from './invalid-message';
import { MESSAGES } from './message.fixture';

const text: OutgoingMessage = {
  recipient: { kind: 'phone', value: '351912345678' },
  type: 'text',
  body: { body: 'hello' },
};

function faultsOf(message: OutgoingMessage): InvalidMessage {
  try {
    envelopeOf(message);
  } catch (error) {
    if (error instanceof InvalidMessage) return error;
    throw error;
  }
  throw new Error('It was taken.');
}

describe('the envelope', () => {
  it('has what Graph asks for, and nothing that was not given', () => {
    expect(envelopeOf(text)).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+351912345678',
      type: 'text',
      text: { body: 'hello' },
    });
  });

  it('carries the message that it answers and the callback data', () => {
    expect(envelopeOf({ ...text, replyToMessageId: 'wamid.1', callbackData: 'x'.repeat(512) })).toMatchObject(
      {
        context: { message_id: 'wamid.1' },
        biz_opaque_callback_data: 'x'.repeat(512),
      },
    );
  });

  it.each(MESSAGES)('has the body of a %s under its own name, as it is', (type, body) => {
    expect(envelopeOf({ ...text, type, body })).toMatchObject({ type, [type]: body });
  });

  it.each(['US.13491208655302741918', 'US.ENT.11815799212886844830'])('is for the person %s', (value) => {
    const envelope = envelopeOf({ ...text, recipient: { kind: 'bsuid', value } });
    expect(envelope).toMatchObject({ recipient_type: 'individual', recipient: value });
    expect(envelope).not.toHaveProperty('to');
  });

  it('is for a group', () => {
    const recipient = { kind: 'group', value: 'Y2FwaV9ncm91cDox' } as const;
    expect(envelopeOf({ ...text, recipient })).toMatchObject({
      recipient_type: 'group',
      to: 'Y2FwaV9ncm91cDox',
    });
  });

  it('always has a phone number with a plus, however it is written', () => {
    const digits = fc.stringMatching(/^[1-9]\d{4,14}$/);
    const between = fc.constantFrom('', ' ', '-', '.', '(', ')');
    fc.assert(
      fc.property(digits, between, fc.boolean(), (number, separator, plus) => {
        const value = (plus ? '+' : '') + [...number].join(separator);
        expect(envelopeOf({ ...text, recipient: { kind: 'phone', value } })).toMatchObject({
          to: `+${number}`,
        });
      }),
    );
  });

  it.each<[what: string, message: OutgoingMessage, field: string]>([
    [
      'a person in place of a number',
      { ...text, recipient: { kind: 'phone', value: 'US.1' } },
      'recipient.value',
    ],
    [
      'a number in place of a person',
      { ...text, recipient: { kind: 'bsuid', value: '351912' } },
      'recipient.value',
    ],
    ['a group without an id', { ...text, recipient: { kind: 'group', value: '' } }, 'recipient.value'],
    ['callback data of 513', { ...text, callbackData: 'x'.repeat(513) }, 'callbackData'],
    ['no callback data', { ...text, callbackData: '' }, 'callbackData'],
    ['an answer to nothing', { ...text, replyToMessageId: '' }, 'replyToMessageId'],
    [
      'a reaction that is an answer',
      {
        ...text,
        type: 'reaction',
        body: { message_id: 'wamid.1', emoji: '👍' },
        replyToMessageId: 'wamid.1',
      },
      'replyToMessageId',
    ],
    ['an unknown type', { ...text, type: 'poll' }, 'type'],
    ['an empty text', { ...text, body: { body: '' } }, 'text.body'],
  ])('is not made for %s', (_what, message, field) => {
    expect(faultsOf(message)).toMatchObject({ field, faults: [{ field }], code: 'invalid_message' });
  });

  it('names all that is wrong at once, and first the recipient', () => {
    const error = faultsOf({ ...text, recipient: { kind: 'phone', value: '' }, body: {}, callbackData: '' });
    expect(error.faults.map(({ field }) => field)).toEqual(['recipient.value', 'text.body', 'callbackData']);
    expect(error.message).toBe('recipient.value: is not an international phone number');
  });
});
