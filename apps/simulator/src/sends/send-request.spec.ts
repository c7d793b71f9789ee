import { readSend } from './send-request';

const BUSINESS_PHONE = '15550100042';
const valid = { messaging_product: 'whatsapp', to: '+351 912-345-678', type: 'text', text: { body: 'Olá' } };
const read = (body: unknown) => readSend(body, BUSINESS_PHONE);
const without = (name: string) => Object.fromEntries(Object.entries(valid).filter(([key]) => key !== name));

describe('a send request', () => {
  it('is a text to the digits of its recipient', () => {
    expect(read(valid)).toEqual({
      kind: 'phone',
      input: '+351 912-345-678',
      to: '351912345678',
      type: 'text',
      body: 'Olá',
      content: { body: 'Olá' },
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
      'a type that only people can send',
      { ...valid, type: 'order' },
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

/** A message of a type, with this under its name. */
const of = (type: string, content: unknown) => read({ ...without('text'), type, [type]: content });

describe('a message of a plain type', () => {
  it.each([
    ['image', { id: '123', caption: 'the leak' }, 'the leak'],
    ['video', { link: 'https://example.com/a.mp4' }, '(video)'],
    ['audio', { id: '123', voice: true }, '(audio)'],
    ['document', { id: '123', filename: 'bill.pdf' }, 'bill.pdf'],
    ['sticker', { id: '123' }, '(sticker)'],
    ['location', { latitude: '38.7', longitude: -9.1, name: 'Castelo' }, '📍 Castelo'],
    ['contacts', [{ name: { formatted_name: 'Ana Ribeiro', first_name: 'Ana' } }], '👤 Ana Ribeiro'],
    ['reaction', { message_id: 'wamid.1', emoji: '' }, 'Reaction removed'],
  ])('%s is taken, and shown as its words', (type, content, body) => {
    expect(of(type, content)).toMatchObject({ type, content, body });
  });

  const name = { formatted_name: 'A', first_name: 'A' };
  it.each([
    ['image', {}, 131008, '(#131008) Required'],
    ['image', { id: '1', caption: 'x'.repeat(1025) }, 100, "Param image['caption'] must be at most 1024"],
    ['image', { link: 'ftp://example.com/a.png' }, 100, "Param image['link'] is not a URL"],
    ['audio', { id: '1', voice: 'yes' }, 100, "Param audio['voice'] must be a boolean"],
    ['location', { latitude: 91, longitude: 0 }, 100, "Param location['latitude'] must be a number between"],
    ['location', { latitude: 1 }, 100, "The parameter location['longitude'] is required"],
    ['contacts', [], 100, 'Param contacts must have at least 1'],
    ['contacts', Array.from({ length: 258 }, () => ({ name })), 100, 'Param contacts must have at most 257'],
    ['contacts', [{ name: { formatted_name: 'A' } }], 131009, 'Parameter value is not valid'],
    ['contacts', [{ name, birthday: '1.1.2000' }], 100, "Param contacts[0]['birthday'] is not a date"],
    ['reaction', { message_id: 'x', emoji: '👍' }, 100, "Param reaction['message_id'] is not a valid"],
  ])('%s is refused where its limits are not kept: %j', (type, content, code, message) => {
    expect(of(type, content)).toMatchObject({
      httpStatus: 400,
      code,
      message: expect.stringContaining(message),
    });
  });

  it('may not be a reaction that quotes a message', () => {
    const content = { message_id: 'wamid.1', emoji: '👍' };
    const body = {
      ...without('text'),
      type: 'reaction',
      reaction: content,
      context: { message_id: 'wamid.2' },
    };
    expect(read(body)).toMatchObject({ code: 131009 });
  });
});

describe('a recipient', () => {
  const { to: _to, ...withoutTo } = valid;

  it('may be a business-scoped user id', () => {
    expect(read({ ...withoutTo, recipient: 'US.13491208655302741918' })).toMatchObject({
      kind: 'user_id',
      to: 'US.13491208655302741918',
    });
  });

  it('is the phone number where both are given', () => {
    expect(read({ ...valid, recipient: 'US.1' })).toMatchObject({ kind: 'phone', to: '351912345678' });
  });

  it('may be a group', () => {
    const body = { ...valid, recipient_type: 'group', to: 'Y2FwaV9ncm91cDox' };
    expect(read(body)).toMatchObject({ kind: 'group', to: 'Y2FwaV9ncm91cDox' });
  });

  it.each([
    ['a user id that is none', { ...withoutTo, recipient: '1349' }, 131009],
    ['a group id that is none', { ...valid, recipient_type: 'group', to: '?' }, 131009],
    ['another type of recipient', { ...valid, recipient_type: 'crowd' }, 100],
  ])('is refused when it is %s', (_what, body, code) => {
    expect(read(body)).toMatchObject({ code });
  });
});

describe('a read receipt', () => {
  const receipt = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.1' };

  it('names the message, and may say that somebody types', () => {
    expect(read(receipt)).toEqual({ readWamid: 'wamid.1', isTyping: false });
    expect(read({ ...receipt, typing_indicator: { type: 'text' } })).toEqual({
      readWamid: 'wamid.1',
      isTyping: true,
    });
  });

  it.each([
    [{ ...receipt, status: 'seen' }],
    [{ ...receipt, message_id: undefined }],
    [{ ...receipt, message_id: 'abc' }],
    [{ ...receipt, typing_indicator: { type: 'voice' } }],
  ])('is refused when it is %j', (body) => {
    expect(read(body)).toMatchObject({ httpStatus: 400, code: 100 });
  });
});
