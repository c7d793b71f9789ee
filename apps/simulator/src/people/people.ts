import type { LedgerEntry, WebhookEvent } from '../ledger/ledger-entry';
import { isOfLoad } from '../load/load-people';
import { PERSONAS, type ChatMessage, type Person } from './person';
import { SENTINELS } from './sentinels';

export interface ChatChange {
  phone: string;
  name: string;
  message: ChatMessage | null;
}

const MAX_PEOPLE = 5_000;
const MAX_MESSAGES_PER_PERSON = 500;

/** The simulated people and their chats, rebuilt from the ledger. The oldest people and messages are forgotten. */
export class People {
  private readonly byPhone = new Map<string, Person>();
  private readonly messages = new Map<string, { phone: string; message: ChatMessage }>();
  private readonly undelivered = new Map<string, string[]>();
  private readonly listeners = new Set<(change: ChatChange) => void>();

  constructor() {
    for (const { phone, name } of [...PERSONAS, ...SENTINELS])
      this.byPhone.set(phone, { phone, name, messages: [] });
  }

  /** Personas and sentinels, then at most `limit` others who were active last. */
  list(limit: number): Person[] {
    const people = [...this.byPhone.values()];
    return [...people.slice(0, FIXTURES.size), ...people.slice(FIXTURES.size).slice(-limit)];
  }

  find(phone: string): Person | undefined {
    return this.byPhone.get(phone);
  }

  /** Calls back after every change of a chat until the returned function is called. */
  watch(listener: (change: ChatChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'person.joined') {
      this.meet(entry.phone).name = entry.name;
      this.announce(entry.phone, null);
    } else if (entry.kind === 'graph.accepted') {
      if (isOfLoad(entry.to) || entry.recipientKind !== undefined) return;
      this.add(entry.to, {
        wamid: entry.wamid,
        from: 'business',
        text: entry.body,
        at: entry.at,
        state: 'accepted',
      });
    } else if (entry.kind === 'webhook.emitted' && !entry.ofLoad) {
      this.applyEvents(entry.isUnheard ? null : entry.webhookId, entry.events, entry.at);
    } else if (entry.kind === 'webhook.attempted' && entry.httpStatus === 200) {
      for (const wamid of this.undelivered.get(entry.webhookId) ?? []) this.move(wamid, 'delivered');
      this.undelivered.delete(entry.webhookId);
    } else if (entry.kind === 'webhook.abandoned') {
      this.undelivered.delete(entry.webhookId);
    }
  }

  /** @param webhookId null: nobody will say that it came */
  private applyEvents(webhookId: string | null, events: readonly WebhookEvent[], at: string): void {
    const fromPeople: string[] = [];
    for (const event of events) {
      if (event.type === 'message') {
        if (!/^\d+$/.test(event.from)) continue;
        const { wamid, text, media } = event;
        this.add(event.from, { wamid, from: 'person', text, ...(media && { media }), at, state: 'sent' });
        fromPeople.push(event.wamid);
      } else if (event.type !== 'status') {
        continue;
      } else if (event.status === 'delivered' || event.status === 'read') {
        this.move(event.wamid, event.status);
      } else if (event.status === 'failed') {
        this.move(event.wamid, 'failed', event.failure);
      }
    }
    if (fromPeople.length > 0 && webhookId !== null) this.undelivered.set(webhookId, fromPeople);
  }

  private add(phone: string, message: ChatMessage): void {
    const person = this.meet(phone);
    person.messages.push(message);
    this.messages.set(message.wamid, { phone, message });
    const forgotten = person.messages.length > MAX_MESSAGES_PER_PERSON ? person.messages.shift() : undefined;
    if (forgotten) this.messages.delete(forgotten.wamid);
    this.announce(phone, message);
  }

  private move(wamid: string, state: ChatMessage['state'], failure?: ChatMessage['failure']): void {
    const found = this.messages.get(wamid);
    if (!found) return;
    found.message.state = state;
    if (failure) found.message.failure = failure;
    this.announce(found.phone, found.message);
  }

  /** Finds or invents the person, and makes them the most recently active one. */
  private meet(phone: string): Person {
    const person = this.byPhone.get(phone) ?? { phone, name: `+${phone}`, messages: [] };
    if (!isFixture(phone)) {
      this.byPhone.delete(phone);
      this.byPhone.set(phone, person);
      if (this.byPhone.size > MAX_PEOPLE) this.forgetOldest();
    }
    return person;
  }

  private forgetOldest(): void {
    for (const [phone, { messages }] of this.byPhone) {
      if (isFixture(phone)) continue;
      for (const { wamid } of messages) this.messages.delete(wamid);
      this.byPhone.delete(phone);
      return;
    }
  }

  private announce(phone: string, message: ChatMessage | null): void {
    const name = this.byPhone.get(phone)?.name ?? `+${phone}`;
    for (const listener of this.listeners) listener({ phone, name, message });
  }
}

const FIXTURES = new Set([...PERSONAS, ...SENTINELS].map(({ phone }) => phone));

function isFixture(phone: string): boolean {
  return FIXTURES.has(phone);
}
