import { createHmac } from 'node:crypto';
import { signedTextPayloads } from './payloads.ts';

describe('the payloads of the intake bench', () => {
  const options = {
    count: 100,
    appSecret: 'secret',
    phoneNumberId: '106540352242922',
    wabaId: '102290129340398',
  };
  const payloads = signedTextPayloads(options);

  it('are signed over their bytes', () => {
    for (const { body, signature } of payloads) {
      expect(signature).toBe(`sha256=${createHmac('sha256', 'secret').update(body).digest('hex')}`);
    }
  });

  it('are all different, and the same in every run', () => {
    expect(new Set(payloads.map(({ body }) => body)).size).toBe(100);
    expect(signedTextPayloads(options)).toEqual(payloads);
  });

  it('are text messages to the number that was asked for', () => {
    const { entry } = JSON.parse(payloads[7]?.body ?? '{}') as {
      entry: { changes: { value: Record<string, unknown> }[] }[];
    };
    const value = entry[0]?.changes[0]?.value;
    expect(value).toMatchObject({
      metadata: { phone_number_id: '106540352242922' },
      messages: [{ type: 'text' }],
    });
  });
});
