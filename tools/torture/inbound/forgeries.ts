import { createHmac, randomUUID } from 'node:crypto';

const SIGNATURES: readonly ((body: string) => string | undefined)[] = [
  () => undefined,
  () => '',
  () => 'sha256=',
  () => `sha256=${'0'.repeat(64)}`,
  (body) => `sha256=${createHmac('sha256', 'not the secret').update(body).digest('hex')}`,
  (body) => `sha1=${createHmac('sha1', 'not the secret').update(body).digest('hex')}`,
];

/** Posts one webhook that Meta did not sign. Answers its message's id, and the status that it was answered with. */
export async function forge(
  url: string,
  phoneNumberId: string,
  turn: number,
): Promise<{ wamid: string; status: number | null }> {
  const wamid = `wamid.forged.${randomUUID()}`;
  const message = {
    from: '19990000000',
    id: wamid,
    timestamp: '1790000000',
    type: 'text',
    text: { body: 'forged' },
  };
  const metadata = { display_phone_number: '15550100042', phone_number_id: phoneNumberId };
  const value = { messaging_product: 'whatsapp', metadata, messages: [message] };
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ value, field: 'messages' }] }],
  });
  const signature = SIGNATURES[turn % SIGNATURES.length]?.(body);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(signature === undefined ? {} : { 'x-hub-signature-256': signature }),
      },
      body,
      signal: AbortSignal.timeout(5_000),
    });
    return { wamid, status: answer.status };
  } catch {
    return { wamid, status: null };
  }
}
