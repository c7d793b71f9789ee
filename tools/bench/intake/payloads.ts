import { createHmac } from 'node:crypto';

export interface SignedPayload {
  body: string;
  /** The value of X-Hub-Signature-256. */
  signature: string;
}

export interface PayloadOptions {
  count: number;
  appSecret: string;
  phoneNumberId: string;
  wabaId: string;
}

const FIRST_SECOND = 1_790_000_000;

/** Text messages as Meta sends them, each from another person with another id; the same set for the same options. */
export function signedTextPayloads({
  count,
  appSecret,
  phoneNumberId,
  wabaId,
}: PayloadOptions): SignedPayload[] {
  return Array.from({ length: count }, (_, index) => {
    const body = JSON.stringify(textWebhook(index, phoneNumberId, wabaId));
    return { body, signature: `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}` };
  });
}

function textWebhook(index: number, phoneNumberId: string, wabaId: string) {
  const from = String(15_550_200_000 + index);
  const message = {
    from,
    id: `wamid.${Buffer.from(`bench ${String(index).padStart(8, '0')} of the intake`).toString('base64')}`,
    timestamp: String(FIRST_SECOND + index),
    text: {
      body: `Hello, where is my order number ${index}? I have been waiting since the day before yesterday.`,
    },
    type: 'text',
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550100042', phone_number_id: phoneNumberId },
    contacts: [{ profile: { name: `Person ${index}` }, wa_id: from }],
    messages: [message],
  };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: wabaId, changes: [{ value, field: 'messages' }] }],
  };
}
