import { newId } from '../../src/kernel/ids';
import { eventually } from '../support/eventually';
import { inboxIsEmpty, messagesWith } from '../support/inbox';
import {
  messagesChange,
  META,
  nowInSeconds,
  postSigned,
  statusUpdate,
  textMessage,
  webhookOf,
} from '../support/meta';
import { Product } from '../support/product';

interface Consent {
  readonly contactId: string;
  readonly consent: string;
  readonly history: {
    readonly source: string;
    readonly allowed: boolean;
    readonly setByName: string | null;
  }[];
}

const MINUTE = 60;

describe('what a person allows', () => {
  let product: Product;
  let serial = 0;

  beforeAll(async () => {
    product = await Product.create();
    await product.database.query(`UPDATE channel SET echo_enabled = false`);
    await product.database.query(`UPDATE tenant SET language = 'pt-BR'`);
    await product.startApi();
    await product.startWorker();
  });
  afterAll(() => product.stop());

  const newPhone = () => `165055700${String((serial += 1)).padStart(2, '0')}`;
  const ago = (seconds: number) => String(Number(nowInSeconds()) - seconds);

  async function write(from: string, body: string, timestamp = nowInSeconds()): Promise<void> {
    const message = { ...textMessage({ from, body }), timestamp };
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [message] })));
    await inboxIsEmpty(product.database);
  }

  async function choose(phone: string, value: string, timestamp: string): Promise<void> {
    const preference = {
      wa_id: phone,
      detail: 'chosen',
      category: 'marketing_messages',
      value,
      timestamp: Number(timestamp),
    };
    const value_ = {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: META.displayPhoneNumber, phone_number_id: META.phoneNumberId },
      contacts: [{ profile: { name: 'Ana' }, wa_id: phone }],
      user_preferences: [preference],
    };
    await postSigned(product.apiUrl, webhookOf({ field: 'user_preferences', value: value_ }));
    await inboxIsEmpty(product.database);
  }

  async function contactOf(phone: string): Promise<string> {
    const [row] = await product.database.query<{ id: string }>(
      'SELECT contact_id AS id FROM contact_identity WHERE value = $1',
      [phone],
    );
    return row?.id ?? '';
  }

  const path = async (phone: string) => `/api/v1/contacts/${await contactOf(phone)}/consent`;
  const told = async (phone: string) => (await product.as().get<Consent>(await path(phone))).body;
  const consentOf = async (phone: string) => (await told(phone)).consent;

  it('ends with a stop word in their language, and begins again with a start word', async () => {
    const phone = newPhone();
    await write(phone, 'Bom dia, parar de chover?', ago(5 * MINUTE));
    expect(await consentOf(phone)).toBe('given');
    await write(phone, 'PARAR!', ago(4 * MINUTE));
    expect(await consentOf(phone)).toBe('stopped');
    await write(phone, 'iniciar', ago(3 * MINUTE));
    expect(await consentOf(phone)).toBe('given');
  });

  it('does not end with a word of a language that the workspace does not speak', async () => {
    const phone = newPhone();
    await write(phone, 'abmelden');
    expect(await consentOf(phone)).toBe('given');
  });

  it('is the last that they said, also where that comes first, and however often it comes', async () => {
    const phone = newPhone();
    await write(phone, 'start', ago(1 * MINUTE));
    await write(phone, 'stop', ago(9 * MINUTE));
    expect(await consentOf(phone)).toBe('given');
    const said = ago(30);
    await choose(phone, 'stop', said);
    await choose(phone, 'resume', ago(2 * MINUTE));
    await choose(phone, 'stop', said);
    expect(await consentOf(phone)).toBe('marketing_opt_out');
    expect((await told(phone)).history.filter(({ source }) => source === 'preference')).toHaveLength(2);
  });

  it('is no marketing once the provider refused a message for it, and that is not taken for a stop', async () => {
    const phone = newPhone();
    await write(phone, 'hello');
    const [hello] = await messagesWith(product.database, phone);
    const wamid = `wamid.${newId()}`;
    await product.database.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, occurred_at, provider_message_id)
       SELECT tenant_id, $2, channel_id, conversation_id, 'outbound', 'template', 'sent', now(), $3
       FROM message WHERE id = $1`,
      [hello?.id, newId(), wamid],
    );
    const errors = [{ code: 131050, title: 'User has stopped marketing', message: 'stopped' }];
    const failed = { ...statusUpdate(wamid, 'failed'), errors };
    await postSigned(product.apiUrl, webhookOf(messagesChange({ statuses: [failed] })));
    await eventually('the refusal counts', async () => (await consentOf(phone)) === 'marketing_opt_out');
    expect((await told(phone)).history).toMatchObject([{ source: 'refusal', allowed: false }]);
  });

  it('can be set and lifted by a member, in whose name it stands, and in the audit trail', async () => {
    const phone = newPhone();
    await write(phone, 'hello');
    const url = await path(phone);
    expect((await product.as('viewer').put(url, { consent: 'stopped' })).status).toBe(403);
    expect((await product.as('agent').put(url, { consent: 'never' })).status).toBe(400);
    const stopped = await product.as('agent').put<Consent>(url, { consent: 'stopped' });
    expect(stopped).toMatchObject({
      status: 200,
      body: { consent: 'stopped', history: [{ source: 'member' }] },
    });
    await product.as('agent').put(url, { consent: 'stopped' });
    expect((await told(phone)).history).toHaveLength(1);
    expect((await product.as('agent').put<Consent>(url, { consent: 'given' })).body.consent).toBe('given');
    const deeds = await product.database.query<{ before: unknown; after: unknown }>(
      `SELECT before, after FROM audit_event WHERE action = 'contact.consent_changed' ORDER BY sequence`,
    );
    expect(deeds).toEqual([
      { before: { consent: 'given' }, after: { consent: 'stopped' } },
      { before: { consent: 'stopped' }, after: { consent: 'given' } },
    ]);
    expect((await product.as().get(`/api/v1/contacts/${newId()}/consent`)).status).toBe(404);
  });

  it('of two who are one is the stricter until the next word, and goes back to each when they are two again', async () => {
    const [refuser, giver] = [newPhone(), newPhone()];
    await write(refuser, 'stop', ago(9 * MINUTE));
    await write(giver, 'hello', ago(9 * MINUTE));
    await write(giver, 'start', ago(5 * MINUTE));
    const [from, into] = [await contactOf(refuser), await contactOf(giver)];
    const merged = await product
      .as()
      .post<{ merges: { id: string }[] }>(`/api/v1/contacts/${into}/merges`, { fromContactId: from });
    expect(await consentOf(giver)).toBe('stopped');
    expect((await product.as().get<Consent>(`/api/v1/contacts/${from}/consent`)).body.contactId).toBe(into);
    const [merge] = merged.body.merges;
    expect((await product.as().delete(`/api/v1/contacts/${into}/merges/${merge?.id ?? ''}`)).status).toBe(
      200,
    );
    expect([await consentOf(refuser), await consentOf(giver)]).toEqual(['stopped', 'given']);

    await product.as().post(`/api/v1/contacts/${into}/merges`, { fromContactId: from });
    await eventually('they say so again', async () => {
      await write(giver, 'start');
      return (await consentOf(giver)) === 'given';
    });
  });
});
