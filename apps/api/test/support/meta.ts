import { signBody, toWireBytes } from '@parley/whatsapp-cloud';
import { eventually } from './eventually';

/** What Meta would know of us in a test. Its secrets are recognised wherever they should not be (canary.ts). */
export const META = {
  appSecret: 'canary-app-secret-8c1f6e0d2b7a4953',
  olderAppSecret: 'canary-older-app-secret-94d0b1a7c3',
  verifyToken: 'canary-verify-token-5e21c0',
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
  displayPhoneNumber: '15550100042',
  accessToken: 'canary-access-token-7d40fa91',
};

let serial = 0;

/** A wamid that no other test of this process uses. */
export function newWamid(): string {
  return `wamid.TEST${process.pid}X${++serial}=`;
}

interface TextOptions {
  readonly id?: string;
  readonly from?: string;
  readonly name?: string;
  readonly body?: string;
  readonly timestamp?: string;
}

export function textMessage(options: TextOptions = {}): Record<string, unknown> {
  return {
    from: options.from ?? '16505551234',
    id: options.id ?? newWamid(),
    timestamp: options.timestamp ?? nowInSeconds(),
    type: 'text',
    text: { body: options.body ?? 'hello' },
  };
}

export function statusUpdate(
  id: string,
  status: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { id, status, timestamp: nowInSeconds(), recipient_id: '16505551234', ...more };
}

export function nowInSeconds(): string {
  return String(Math.floor(Date.now() / 1000));
}

/** One change of the field `messages`, for our number unless another is named. */
export function messagesChange(
  value: Record<string, unknown>,
  phoneNumberId = META.phoneNumberId,
): Record<string, unknown> {
  return {
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: META.displayPhoneNumber, phone_number_id: phoneNumberId },
      ...value,
    },
  };
}

export function webhookOf(...changes: unknown[]): Record<string, unknown> {
  return { object: 'whatsapp_business_account', entry: [{ id: META.wabaId, changes }] };
}

/** A webhook with one text, as Meta sends it. */
export function textWebhook(options: TextOptions = {}): Record<string, unknown> {
  const message = textMessage(options);
  const contacts = [{ profile: { name: options.name ?? 'Ana' }, wa_id: message['from'] }];
  return webhookOf(messagesChange({ contacts, messages: [message] }));
}

/** Posts bytes to the webhook as Meta does: signed over exactly these bytes, and again while the door is too busy. */
export async function postSigned(
  apiUrl: string,
  body: Buffer | object,
  appSecret = META.appSecret,
): Promise<Response> {
  const bytes = Buffer.isBuffer(body) ? body : toWireBytes(body);
  return eventually('the webhook is answered', async () => {
    const answer = await postOnce(apiUrl, bytes, appSecret);
    return answer.status !== 503 && answer;
  });
}

/** As `postSigned`, whatever is answered. */
export async function postOnce(
  apiUrl: string,
  body: Buffer | object,
  appSecret = META.appSecret,
): Promise<Response> {
  const bytes = Buffer.isBuffer(body) ? body : toWireBytes(body);
  return postRaw(apiUrl, bytes, { 'x-hub-signature-256': signBody(bytes, appSecret) });
}

export function postRaw(
  apiUrl: string,
  bytes: Buffer,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${apiUrl}/api/webhooks/whatsapp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: new Uint8Array(bytes),
  });
}
