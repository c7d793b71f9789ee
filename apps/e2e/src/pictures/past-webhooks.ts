import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instance } from '../support/instance.ts';
import type { Person } from '../support/simulated-people.ts';

const BUSINESS = { display_phone_number: '15550100042', phone_number_id: '106540352242922' };

/** Lets a person have written some time ago, which the simulated phone cannot: its clock is the real one. */
export async function wrote(
  instance: Instance,
  person: Person,
  minutesAgo: number,
  text: string,
): Promise<void> {
  const { appSecret } = JSON.parse(readFileSync(join(instance.home, 'settings.json'), 'utf8')) as {
    appSecret: string;
  };
  const message = {
    from: person.phone,
    id: `wamid.${Buffer.from(randomUUID()).toString('base64')}`,
    timestamp: String(Math.floor(Date.now() / 1000) - minutesAgo * 60),
    type: 'text',
    text: { body: text },
  };
  const contact = { profile: { name: person.name }, wa_id: person.phone };
  const value = {
    messaging_product: 'whatsapp',
    metadata: BUSINESS,
    contacts: [contact],
    messages: [message],
  };
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '102290129340398', changes: [{ field: 'messages', value }] }],
  });
  const signature = createHmac('sha256', appSecret).update(body).digest('hex');
  const answer = await fetch(`${instance.urls.api}/api/webhooks/whatsapp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  });
  if (answer.status !== 200) throw new Error(`The webhook was answered with ${answer.status}.`);
}
