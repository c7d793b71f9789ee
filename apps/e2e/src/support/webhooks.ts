import { createHmac, randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { accepted, callApi } from './api.ts';
import type { Instance } from './instance.ts';
import { ownerOf } from './owner.ts';
import type { Person } from './simulated-people.ts';

const LOOK_AGAIN_MS = 250;

/** A business's number, as Meta names it. */
export interface BusinessNumber {
  phoneNumberId: string;
  wabaId: string;
  /** Digits without `+`. */
  displayPhoneNumber: string;
}

/** The one that `npm start` connects. */
export const DEMO_NUMBER: BusinessNumber = {
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
  displayPhoneNumber: '15550100042',
};

/** A number that nobody has connected: one number is one story's. */
export function unknownNumber(): BusinessNumber {
  const digits = String(randomInt(1e9)).padStart(9, '0');
  return {
    phoneNumberId: `777${digits}`,
    wabaId: `888${digits}`,
    displayPhoneNumber: `1555${digits.slice(0, 7)}`,
  };
}

/** The body of a webhook with one text message, written `minutesAgo`. */
export function textTo(number: BusinessNumber, person: Person, text: string, minutesAgo = 0): string {
  const message = {
    from: person.phone,
    id: `wamid.${Buffer.from(randomUUID()).toString('base64')}`,
    timestamp: String(Math.floor(Date.now() / 1000) - minutesAgo * 60),
    type: 'text',
    text: { body: text },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: number.displayPhoneNumber, phone_number_id: number.phoneNumberId },
    contacts: [{ profile: { name: person.name }, wa_id: person.phone }],
    messages: [message],
  };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: number.wabaId, changes: [{ field: 'messages', value }] }],
  });
}

/** Posts a text for a number that nobody has connected, and waits until it is set aside. */
export async function comesToNobody(
  instance: Instance,
  number: BusinessNumber,
  person: Person,
  text: string,
): Promise<void> {
  const before = await setAsideOf(instance, number);
  await postsWebhook(instance, textTo(number, person, text));
  while ((await setAsideOf(instance, number)) === before) await pause(LOOK_AGAIN_MS);
}

/** How many dead letters wait that name this number. */
async function setAsideOf(instance: Instance, { phoneNumberId }: BusinessNumber): Promise<number> {
  const session = (await ownerOf(instance))?.session ?? '';
  const path = '/api/v1/operator/dead-letters?state=waiting&stage=route&reason=unknown_channel';
  const answer = await accepted(callApi(instance, path, { session }));
  const { data } = (await answer.json()) as { data: { detail: string | null }[] };
  return data.filter(({ detail }) => detail?.includes(phoneNumberId)).length;
}

/** Posts a body as Meta would, signed over its bytes. @throws when it is not answered with 200 */
export async function postsWebhook(instance: Instance, body: string): Promise<void> {
  const { appSecret } = JSON.parse(readFileSync(join(instance.home, 'settings.json'), 'utf8')) as {
    appSecret: string;
  };
  const signature = createHmac('sha256', appSecret).update(body).digest('hex');
  const answer = await fetch(`${instance.urls.api}/api/webhooks/whatsapp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  });
  if (answer.status !== 200) throw new Error(`The webhook was answered with ${answer.status}.`);
}
