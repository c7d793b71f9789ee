import { InvalidMessage } from './messages/invalid-message';
import { textEnvelope } from './text-message';

describe('the envelope of a text', () => {
  it('has what Graph asks for and nothing that was not given', () => {
    expect(textEnvelope({ to: '351912345678', body: 'Olá' })).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+351912345678',
      type: 'text',
      text: { body: 'Olá', preview_url: false },
    });
  });

  it('carries the callback data, the quoted message and the preview wish', () => {
    const envelope = textEnvelope({
      to: '+351912345678',
      body: 'https://example.com',
      previewUrl: true,
      callbackData: 'message-1',
      replyTo: 'wamid.1',
    });
    expect(envelope).toMatchObject({
      text: { body: 'https://example.com', preview_url: true },
      biz_opaque_callback_data: 'message-1',
      context: { message_id: 'wamid.1' },
    });
  });

  it.each(['351912345678', '+351912345678', '+351 912 345 678', '+351 (912) 345-678'])(
    'sends %s as an international number with a plus',
    (to) => {
      expect(textEnvelope({ to, body: 'x' }).to).toBe('+351912345678');
    },
  );

  it('takes 4096 characters, of which most emoji are two', () => {
    expect(textEnvelope({ to: '351912345678', body: 'x'.repeat(4096) }).text.body).toHaveLength(4096);
    expect(() => textEnvelope({ to: '351912345678', body: '🙂'.repeat(2048) })).not.toThrow();
  });

  it.each([
    ['body', { to: '351912345678', body: '' }],
    ['body', { to: '351912345678', body: ' \n ' }],
    ['body', { to: '351912345678', body: 'x'.repeat(4097) }],
    ['body', { to: '351912345678', body: '🙂'.repeat(2049) }],
    ['to', { to: '', body: 'x' }],
    ['to', { to: 'US.1349', body: 'x' }],
    ['to', { to: '+0123456789', body: 'x' }],
    ['to', { to: '1234567890123456', body: 'x' }],
    ['callbackData', { to: '351912345678', body: 'x', callbackData: 'x'.repeat(513) }],
    ['replyTo', { to: '351912345678', body: 'x', replyTo: '' }],
  ])('names %s as what is wrong with %j', (field, message) => {
    let caught: unknown;
    try {
      textEnvelope(message);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(InvalidMessage);
    expect((caught as InvalidMessage).field).toBe(field);
  });
});
