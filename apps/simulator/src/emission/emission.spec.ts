import type { BusinessNumber } from '../settings';
import { ACCOUNT_FIELDS, accountEmission, MARKED_ACCOUNT_FIELDS } from './account-events';
import { webhookOf } from './emission';
import { MESSAGE_TYPES } from './message-types';
import { messageEmission, PERSON_EVENT_TYPES, personEmission } from './person-events';

interface Change {
  field: string;
  value: Record<string, unknown[]> & { metadata?: { phone_number_id: string } };
}
interface Webhook {
  entry: { id: string; time?: number; changes: Change[] }[];
}

const NUMBER: BusinessNumber = { phoneNumberId: '1', wabaId: '10', displayPhoneNumber: '15550100001' };
const OTHER: BusinessNumber = { phoneNumberId: '2', wabaId: '20', displayPhoneNumber: '15550100002' };
const ANA = { phone: '351912345678', name: 'Ana' };
const AT = 1_790_000_000_000;

const text = (number: BusinessNumber, from = ANA) => messageEmission({ number, from, at: AT }, 'text');
const changesOf = (webhook: object) => (webhook as Webhook).entry.flatMap(({ changes }) => changes);

describe('several events in one webhook', () => {
  it('share a change where they are of one number, and name each person once', () => {
    const webhook = webhookOf([text(NUMBER), text(OTHER), text(NUMBER)], 'together');
    const changes = changesOf(webhook);
    expect(changes.map(({ value }) => [value.metadata?.phone_number_id, value['messages']?.length])).toEqual([
      ['1', 2],
      ['2', 1],
    ]);
    expect(changes[0]?.value['contacts']).toHaveLength(1);
    expect((webhook as Webhook).entry.map(({ id }) => id)).toEqual(['10', '20']);
  });

  it('may have changes and entries of their own, in their order', () => {
    const events = [text(NUMBER), text(NUMBER), text(OTHER)];
    const wamids = events.map((emission) => (emission.value['messages'] as { id: string }[])[0]?.id);
    for (const [layout, entries] of [
      ['changes', 2],
      ['entries', 3],
    ] as const) {
      const webhook = webhookOf(events, layout);
      expect((webhook as Webhook).entry).toHaveLength(entries);
      expect(changesOf(webhook).map(({ value }) => (value['messages'] as { id: string }[])[0]?.id)).toEqual(
        wamids,
      );
    }
  });

  it('of the account carry a time and no number', () => {
    const { entry } = webhookOf([accountEmission(NUMBER, 'account_alerts', AT), text(NUMBER)]) as Webhook;
    expect(entry.map(({ time }) => time)).toEqual([1_790_000_000, undefined]);
    expect(entry[0]?.changes[0]?.value).not.toHaveProperty('metadata');
  });
});

describe('every kind of event', () => {
  it.each(MESSAGE_TYPES)('%s: a message with the id that the ledger has, from that person', (type) => {
    const emission = messageEmission({ number: NUMBER, from: ANA, at: AT }, type);
    const [message] = emission.value['messages'] as {
      id: string;
      type: string;
      from: string;
      timestamp: string;
    }[];
    const [event] = emission.events;
    expect(event).toMatchObject({ type: 'message', wamid: message?.id, from: ANA.phone, phoneNumberId: '1' });
    expect(message).toMatchObject({ from: ANA.phone, timestamp: '1790000000', type: expect.any(String) });
  });

  it.each(PERSON_EVENT_TYPES)('%s: in a field of its own, with what the ledger knows it by', (type) => {
    const emission = personEmission({ number: NUMBER, from: ANA, at: AT }, type);
    expect(emission.field).not.toBe('messages');
    const wire = JSON.stringify(webhookOf([emission]));
    for (const event of emission.events)
      expect(wire).toContain('wamid' in event ? event.wamid : event.marker);
  });

  it.each(ACCOUNT_FIELDS)('%s: news of the account', (field) => {
    const emission = accountEmission(NUMBER, field, AT);
    const [event] = emission.events;
    if (event?.type !== 'account') throw new Error('not of the account');
    expect(event).toMatchObject({ field, wabaId: '10' });
    expect(event.marker !== '').toBe(MARKED_ACCOUNT_FIELDS.includes(field));
    expect(JSON.stringify(webhookOf([emission]))).toContain(event.marker);
  });

  it('tells of people without a phone number by their user id alone', () => {
    const from = { ...ANA, userId: 'US.1', hidesPhone: true };
    const emission = messageEmission({ number: NUMBER, from, at: AT }, 'text');
    expect(emission.value['contacts']).toEqual([{ profile: { name: 'Ana' }, user_id: 'US.1' }]);
    expect(JSON.stringify(emission.value)).not.toContain(ANA.phone);
    expect(emission.events).toMatchObject([{ from: 'US.1' }]);
  });
});
