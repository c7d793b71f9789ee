import { readTextRequest } from './text-request';

const BUSINESS_PHONE = '15550100042';
const valid = { messaging_product: 'whatsapp', to: '+351 912-345-678', type: 'text', text: { body: 'Olá' } };
const read = (body: unknown) => readTextRequest(body, BUSINESS_PHONE);
const without = (name: string) => Object.fromEntries(Object.entries(valid).filter(([key]) => key !== name));

describe('a send request', () => {
  it('is a text to the digits of its recipient', () => {
    expect(read(valid)).toEqual({
      input: '+351 912-345-678',
      to: '351912345678',
      body: 'Olá',
      callbackData: null,
      replyTo: null,
    });
  });

  it('is a text when it does not say its type', () => {
    expect(read(without('type'))).toMatchObject({ body: 'Olá' });
  });

  it('may carry callback data and quote a message', () => {
    const body = { ...valid, biz_opaque_callback_data: 'x'.repeat(512), context: { message_id: 'wamid.1' } };
    expect(read(body)).toMatchObject({ callbackData: 'x'.repeat(512), replyTo: 'wamid.1' });
  });

  it('may be 4096 characters long, an emoji counting as one', () => {
    expect(read({ ...valid, text: { body: '🙂'.repeat(4096) } })).toMatchObject({ to: '351912345678' });
  });

  it.each([
    ['no JSON', undefined, 100, '(#100) The parameter messaging_product is required.'],
    ['a JSON list', [], 100, '(#100) The parameter messaging_product is required.'],
    ['no product', without('messaging_product'), 100, '(#100) The parameter messaging_product is required.'],
    [
      'another product',
      { ...valid, messaging_product: 'sms' },
      100,
      '(#100) Param messaging_product must be one of {WHATSAPP} - got "sms".',
    ],
    ['no recipient', without('to'), 100, '(#100) The parameter to is required.'],
    ['an empty recipient', { ...valid, to: '' }, 100, '(#100) The parameter to is required.'],
    [
      'a recipient that is no number',
      { ...valid, to: 'Ana' },
      131009,
      '(#131009) Parameter value is not valid',
    ],
    ['a recipient that is an object', { ...valid, to: {} }, 131009, '(#131009) Parameter value is not valid'],
    ['itself as recipient', { ...valid, to: BUSINESS_PHONE }, 131021, '(#131021) Recipient cannot be sender'],
    [
      'a type that does not exist',
      { ...valid, type: 'jpeg' },
      100,
      '(#100) Param type must be one of {AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE, LOCATION, REACTION, STICKER, TEMPLATE, TEXT, VIDEO} - got "jpeg".',
    ],
    [
      'a type that we do not simulate',
      { ...valid, type: 'image' },
      131051,
      '(#131051) Unsupported message type',
    ],
    ['no text', without('text'), 131008, '(#131008) Required parameter is missing'],
    ['no text body', { ...valid, text: {} }, 100, "(#100) The parameter text['body'] is required."],
    [
      'an empty text body',
      { ...valid, text: { body: '' } },
      100,
      "(#100) The parameter text['body'] is required.",
    ],
    [
      'a text body that is no text',
      { ...valid, text: { body: 7 } },
      100,
      "(#100) Param text['body'] must be a string.",
    ],
    [
      'a text body that is too long',
      { ...valid, text: { body: 'x'.repeat(4097) } },
      100,
      "(#100) Param text['body'] must be at most 4096 characters long.",
    ],
    [
      'callback data that is too long',
      { ...valid, biz_opaque_callback_data: 'x'.repeat(513) },
      100,
      '(#100) Param biz_opaque_callback_data must be at most 512 characters long.',
    ],
    [
      'a quoted message that is none',
      { ...valid, context: { message_id: 'abc' } },
      131009,
      '(#131009) Parameter value is not valid',
    ],
  ])('with %s is refused in the words of Graph', (_what, body, code, message) => {
    expect(read(body)).toMatchObject({ httpStatus: 400, type: 'OAuthException', code, message });
  });
});
