import { Client } from './client';
import { messagesChange, newWamid, postSigned, textMessage, webhookOf } from './meta';
import { newPerson, Person } from './people';
import { Product } from './product';

export const OPERATOR = '/api/v1/operator';

let serial = 0;

/** Whoever runs the installation, and is a member of no tenant. */
export function newOperator(product: Product): { client: Client; person: Promise<Person> } {
  const person = newPerson(product.database, { name: `Operator ${++serial}`, isOperator: true });
  return { client: product.signedIn(() => person), person };
}

/** A number that nobody has connected. */
export const newPhoneNumberId = (): string => `99${process.pid}${String(++serial).padStart(5, '0')}`;

/** Posts texts to a number, one webhook each; answers their wamids. */
export async function postTexts(product: Product, phoneNumberId: string, count: number): Promise<string[]> {
  const wamids = Array.from({ length: count }, newWamid);
  for (const [index, id] of wamids.entries()) {
    const from = `1650556${String(index).padStart(4, '0')}`;
    await postSigned(product.apiUrl, textTo(phoneNumberId, { id, from }));
  }
  return wamids;
}

export function textTo(
  phoneNumberId: string,
  text: Parameters<typeof textMessage>[0],
): Record<string, unknown> {
  const message = textMessage(text);
  const contacts = [{ profile: { name: 'Ana' }, wa_id: message['from'] }];
  return webhookOf(messagesChange({ contacts, messages: [message] }, phoneNumberId));
}
