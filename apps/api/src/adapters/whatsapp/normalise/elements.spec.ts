import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toWireBytes } from '@parley/whatsapp-cloud';
import { InboundElement, MessageElement, parseProviderJson } from '../../../messaging';
import { elementsOf } from './elements';

const FOLDER = join(__dirname, '../fixtures');
const EXPECTATIONS = join(__dirname, '../expectations');
const names = readdirSync(FOLDER).map((file) => file.replace('.json', ''));
const bytesOf = (folder: string, name: string) => readFileSync(join(folder, `${name}.json`));
const fixture = (name: string) => parseProviderJson(bytesOf(FOLDER, name));

/**
 * As expectations/ has it: what is null or empty is left out, and a payload is the path of what it came from, which says
 * that it came through unchanged.
 */
function told(element: InboundElement, webhook: unknown): unknown {
  const short = withoutNothing(element) as Record<string, unknown>;
  for (const key of ['payload', 'pricing'] as const) {
    const kept = (element as unknown as Record<string, unknown>)[key];
    if (kept !== null && kept !== undefined) short[key] = pathOf(webhook, kept) ?? kept;
  }
  return short;
}

function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null && !isEmptyList(inner));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNothing(inner)]));
}

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

function pathOf(value: unknown, wanted: unknown, path = ''): string | undefined {
  if (value === wanted) return path;
  if (typeof value !== 'object' || value === null || typeof wanted !== 'object') return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = pathOf(inner, wanted, `${path}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

const messages = (name: string) =>
  elementsOf(fixture(name)).filter((element): element is MessageElement => element.kind === 'message');

describe('what Meta sends', () => {
  it.each(names)('becomes the elements that are expected of it: %s', (name) => {
    const webhook = fixture(name);
    const elements = elementsOf(webhook).map((element) => told(element, webhook));
    expect(elements).toEqual(JSON.parse(bytesOf(EXPECTATIONS, name).toString()));
  });

  it('has an expectation for each fixture, and none besides', () => {
    const expected = readdirSync(EXPECTATIONS).map((file) => file.replace('.json', ''));
    expect(expected.sort()).toEqual([...names].sort());
  });

  it.each(names)('becomes the same elements however its characters are escaped: %s', (name) => {
    expect(elementsOf(parseProviderJson(toWireBytes(fixture(name))))).toEqual(elementsOf(fixture(name)));
  });
});

describe('an element that nobody can attribute', () => {
  type Webhook = {
    entry: { id?: unknown; changes: { field?: unknown; value: Record<string, unknown> }[] }[];
  };
  const valueOf = (webhook: unknown) =>
    (webhook as Webhook).entry[0]?.changes[0]?.value as Record<string, unknown>;

  /** The elements of a fixture whose first member of that list was changed. */
  function changed(name: string, list: string, change: object): InboundElement[] {
    const webhook = fixture(name);
    Object.assign((valueOf(webhook)[list] as object[])[0] as object, change);
    return elementsOf(webhook);
  }

  it.each([
    ['a message without an id', { id: undefined }],
    ['a message without an id', { id: 'x'.repeat(241) }],
    ['a message without an id', { id: { toString: 1 } }],
    ['a message without a time', { timestamp: undefined }],
    ['a message without a time', { timestamp: '99999999999' }],
  ])('goes to quarantine as a whole: %s', (what, change) => {
    expect(changed('text', 'messages', change)).toEqual([
      {
        kind: 'quarantined',
        reason: 'not_understood',
        detail: `We do not understand ${what}.`,
        payload: expect.objectContaining({ text: { body: 'Does it come in another color? 👋' } }) as object,
      },
    ]);
  });

  it.each([
    ['batch', 'messages', { from: 'me' }, 'a message without a sender'],
    ['echo-image', 'message_echoes', { to: undefined }, 'a message without a sender'],
    ['call-of-ours', 'calls', { to: '' }, 'a message without a sender'],
    ['status-played', 'statuses', { id: 7.5 }, 'a status without an id'],
    ['status-played', 'statuses', { status: null }, 'a status without an id'],
    ['status-played', 'statuses', { timestamp: 'x' }, 'a status without a time'],
    ['saved-contacts', 'state_sync', { contact: null }, 'a saved contact of nobody'],
    ['user-id-update-without-a-number', 'user_id_update', { user_id: {} }, 'a changed id of nobody'],
    ['preference-stop', 'user_preferences', { wa_id: 'x' }, 'a preference of nobody'],
    ['preference-stop', 'user_preferences', { value: [] }, 'a preference without a value'],
  ])('goes to quarantine alone: of %s, %s', (name, list, change, what) => {
    const [first, ...others] = changed(name, list, change);
    expect(first).toMatchObject({ kind: 'quarantined', detail: `We do not understand ${what}.` });
    expect(others).toEqual(elementsOf(fixture(name)).slice(1));
  });

  it.each([
    ['text', 'a message to no number'],
    ['status-played', 'a status of no number'],
    ['saved-contact-removed', 'a saved contact of nobody'],
  ])('is one that does not say to which number it belongs: %s', (name, what) => {
    const webhook = fixture(name);
    delete valueOf(webhook)['metadata'];
    expect(elementsOf(webhook)).toMatchObject([{ detail: `We do not understand ${what}.` }]);
  });

  it('is not one whose number is told by its digits alone', () => {
    const webhook = fixture('text');
    valueOf(webhook)['metadata'] = { display_phone_number: '+1 (555) 078-3881' };
    const whereabouts = { channelExternalId: null, accountId: '102290129340398', address: '15550783881' };
    expect(elementsOf(webhook)).toMatchObject([{ kind: 'message', whereabouts }]);
  });

  it('is news of no account at all', () => {
    const webhook = fixture('account-verified') as Webhook;
    delete webhook.entry[0]?.id;
    expect(elementsOf(webhook)).toMatchObject([
      { kind: 'quarantined', detail: 'We do not understand the field account_update of no account.' },
    ]);
  });

  it('is gathered with the others where there are more than a thousand', () => {
    const webhook = fixture('text') as Webhook;
    const [message] = valueOf(webhook)['messages'] as unknown[];
    valueOf(webhook)['messages'] = [message, ...Array.from({ length: 5_000 }, () => 7), message];
    const elements = elementsOf(webhook);
    expect(elements).toHaveLength(2 + 1_000 + 1);
    expect(elements[1_001]).toMatchObject({ kind: 'message' });
    expect(elements.at(-1)).toMatchObject({ detail: 'We do not understand 4000 elements more.' });
    expect((elements.at(-1) as { payload: unknown[] }).payload).toHaveLength(4_000);
  });
});

describe('what belongs together', () => {
  it('gives each message of a batch the name of its own sender', () => {
    expect(messages('batch').map(({ correspondent }) => correspondent.name)).toEqual([
      'Sheena Nelson',
      'Pablo Morales',
      'Sheena Nelson',
    ]);
  });

  it('does not name somebody after the only contact of a batch when there are two senders', () => {
    const webhook = fixture('batch') as { entry: { changes: { value: { contacts: unknown[] } }[] }[] };
    webhook.entry[0]?.changes[0]?.value.contacts.pop();
    const [, second] = elementsOf(webhook);
    expect(second).toMatchObject({ correspondent: { identities: [{ value: '16505550002' }], name: null } });
  });

  it('does not name somebody after the only contact when that has another number', () => {
    const webhook = fixture('text') as { entry: { changes: { value: { contacts: unknown[] } }[] }[] };
    const contacts = webhook.entry[0]?.changes[0]?.value.contacts as Record<string, unknown>[];
    contacts[0] = { ...contacts[0], wa_id: '16505550002' };
    expect(elementsOf(webhook)).toMatchObject([
      { correspondent: { identities: [{ value: '16505551234' }], name: null } },
    ]);
    // Named by the only contact, and not taken for the same person: nothing says so.
    contacts[0] = { profile: contacts[0]['profile'], user_id: 'US.13491208655302741918' };
    const [message] = elementsOf(webhook) as MessageElement[];
    expect(message?.correspondent.name).toBe('Sheena Nelson');
    expect(message?.correspondent.identities).toEqual([{ kind: 'phone', value: '16505551234' }]);
  });

  it('knows what the business wrote in a history also where its number is not told', () => {
    const webhook = fixture('history') as { entry: { changes: { value: { metadata: object } }[] }[] };
    Object.assign(webhook.entry[0]?.changes[0]?.value.metadata as object, {
      display_phone_number: undefined,
    });
    expect(elementsOf(webhook)).toEqual(elementsOf(fixture('history')));
  });

  it('puts what went wrong onto the message that came without its content', () => {
    const [message] = messages('interactive-without-its-body');
    expect(message?.payload).toMatchObject({ type: 'interactive', errors: [{ code: 131000 }] });
  });

  it('does not put something long that went wrong onto each of the messages', () => {
    const webhook = fixture('interactive-without-its-body') as {
      entry: { changes: { value: { errors: object[]; messages: object[] } }[] }[];
    };
    const value = webhook.entry[0]?.changes[0]?.value;
    Object.assign(value?.errors[0] ?? {}, { title: 'x'.repeat(100_000) });
    value?.messages.push(...value.messages, ...value.messages);
    expect(JSON.stringify(elementsOf(webhook).filter(({ kind }) => kind === 'message')).length).toBeLessThan(
      50_000,
    );
  });

  it('keeps every digit of the id of a template', () => {
    expect(bytesOf(FOLDER, 'template-paused').toString()).toContain(': 900719925474099312,');
    expect(elementsOf(fixture('template-paused'))).toMatchObject([
      { subject: '900719925474099312', payload: { message_template_id: '900719925474099312' } },
    ]);
  });

  it('gives our id back, and no id that is not of our making', () => {
    const callbackOf = (name: string) =>
      (elementsOf(fixture(name))[0] as { callbackId?: string | null }).callbackId;
    expect(callbackOf('status-sent-v24')).toBe('019a6f0e-7c1b-7d3a-9b1e-2f4c5d6e7f80');
    expect(callbackOf('status-failed-v24')).toBeNull();
    expect(callbackOf('status-sent-v23')).toBeNull();
  });
});
