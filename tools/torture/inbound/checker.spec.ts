import type { Finding } from '../campaign/report.ts';
import { check, type Evidence } from './checker.ts';
import type { Stored, StoredMessage } from './evidence/stored.ts';
import { Told, type LedgerEntry, type LedgerEvent } from './evidence/told.ts';

const NUMBER = '100';

/** Meta's side and the database after a small and perfect conversation; each test breaks one thing. */
class Conversation {
  readonly told = new Told();
  readonly stored = {
    messages: [] as StoredMessage[],
    statuses: [] as { wamid: string; phoneNumberId: string; status: string }[],
    accountMarkers: new Set<string>(),
    deadLetters: [] as Stored['deadLetters'],
    identities: [] as Stored['identities'],
    preferences: [] as Stored['preferences'],
    unfinished: {} as Record<string, number>,
    echoing: new Set<string>(),
  };
  #seq = 0;
  #id = 0;

  webhook(events: LedgerEvent[], status: number | null = 200): void {
    const webhookId = `webhook ${this.#seq}`;
    this.#tell({ kind: 'webhook.emitted', webhookId, events });
    this.#tell({ kind: 'webhook.attempted', webhookId, attempt: 1, httpStatus: status });
  }

  /** Told, acknowledged, and there. */
  message(wamid: string, sequence: number): StoredMessage {
    this.webhook([messageEvent(wamid, sequence)]);
    return this.row({ wamid });
  }

  row(more: Partial<StoredMessage> = {}): StoredMessage {
    this.#id += 1;
    const id = `01920000-00${String(this.#id).padStart(2, '0')}-7000-8000-000000000000`;
    const row: StoredMessage = {
      id,
      wamid: null,
      phoneNumberId: NUMBER,
      conversationId: 'conversation of ana',
      contactId: 'ana',
      isMergedAway: false,
      direction: 'inbound',
      type: 'text',
      state: 'received',
      idempotencyKey: null,
      mayBeDuplicate: false,
      committedAt: this.#id * 1000,
      ...more,
    };
    this.stored.messages.push(row);
    return row;
  }

  sends(messageId: string): void {
    this.#tell({ kind: 'graph.accepted', wamid: `wamid of ${messageId}`, callbackData: messageId });
  }

  findings(more: Partial<Evidence> = {}): [Finding['promise'], string][] {
    return check({ told: this.told, stored: this.stored, forged: [], ...more }).map(({ promise, what }) => [
      promise,
      what,
    ]);
  }

  #tell(entry: Record<string, unknown>): void {
    this.#seq += 1;
    this.told.apply({ at: new Date(0).toISOString(), ...entry, seq: this.#seq } as unknown as LedgerEntry);
  }
}

const messageEvent = (wamid: string, sequence: number): LedgerEvent => ({
  type: 'message',
  wamid,
  from: '1999',
  text: '',
  phoneNumberId: NUMBER,
  person: 'ana',
  sequence,
});
const statusEvent = (wamid: string, status: string): LedgerEvent => ({
  type: 'status',
  wamid,
  to: '1999',
  status,
});

let conversation: Conversation;

beforeEach(() => {
  conversation = new Conversation();
  conversation.message('a', 0);
  conversation.message('b', 1);
  conversation.message('c', 2);
});

describe('the checker', () => {
  it('finds nothing where everything is as it was told', () => {
    conversation.webhook([statusEvent('x', 'sent'), statusEvent('x', 'read')]);
    conversation.stored.statuses.push(
      { wamid: 'x', phoneNumberId: NUMBER, status: 'sent' },
      { wamid: 'x', phoneNumberId: NUMBER, status: 'read' },
    );
    conversation.row({ wamid: 'x', direction: 'outbound', state: 'read' });
    conversation.webhook([{ type: 'account', field: 'flows', marker: 'sim_1', wabaId: '1' }]);
    conversation.stored.accountMarkers.add('sim_1');
    conversation.webhook([
      { type: 'poison', field: 'messages', marker: 'poison_0123456789abcdef', wabaId: '1' },
    ]);
    conversation.stored.deadLetters.push(letter('{"text":"poison_0123456789abcdef"}'));
    expect(conversation.findings()).toEqual([]);
  });

  it.each<[string, LedgerEvent]>([
    ['message', messageEvent('lost', 3)],
    ['status', statusEvent('b', 'read')],
    ['news of the account', { type: 'account', field: 'flows', marker: 'sim_2', wabaId: '1' }],
    ['news of a person', { type: 'person', field: 'smb_app_state_sync', marker: '1999', wabaId: '1' }],
    ['preference', { type: 'preference', field: 'stop', marker: '1999', wabaId: '1' }],
    ['poison', { type: 'poison', field: 'messages', marker: 'poison_0123456789abcdef', wabaId: '1' }],
  ])('finds a lost %s', (_what, event) => {
    conversation.webhook([event]);
    expect(conversation.findings()).toEqual([['R1', 'acknowledged and nowhere to be found']]);
  });

  it('asks for nothing that was never answered with 200', () => {
    conversation.webhook([messageEvent('refused', 3)], 503);
    conversation.webhook([messageEvent('unanswered', 4)], null);
    expect(conversation.findings()).toEqual([]);
  });

  it('finds what was set aside without being poison, which is not lost', () => {
    conversation.webhook([messageEvent('d', 3)]);
    conversation.stored.deadLetters.push(letter('{"id":"d"}'));
    expect(conversation.findings()).toEqual([['R6', 'set aside, and was no poison']]);
  });

  it('finds a doubled message', () => {
    conversation.row({ wamid: 'b' });
    expect(conversation.findings()).toContainEqual(['R2', 'one message, more than one row']);
  });

  it('finds a message on a number of somebody else', () => {
    conversation.webhook([messageEvent('d', 3)]);
    conversation.row({ wamid: 'd', phoneNumberId: '200' });
    expect(conversation.findings()).toEqual([['R2', 'a message on a number that it was not written to']]);
  });

  it.each([{ conversationId: 'another' }, { contactId: 'another' }])(
    'finds a person who became two: %j',
    (other) => {
      conversation.webhook([messageEvent('d', 3)]);
      conversation.row({ wamid: 'd', ...other });
      expect(conversation.findings()).toEqual([['R2', 'one person, more than one conversation or contact']]);
    },
  );

  it('finds messages that a merge left behind', () => {
    for (const row of conversation.stored.messages) row.isMergedAway = true;
    expect(conversation.findings()).toEqual([
      ['R2', 'messages left with a contact or conversation that was merged away'],
    ]);
  });

  it('finds a message that was echoed twice, not at all, or sent twice', () => {
    conversation.stored.echoing.add(NUMBER);
    const [a, b, c] = conversation.stored.messages.map(({ id }) => `echo:${id}`) as [string, string, string];
    const echo = (idempotencyKey: string) =>
      conversation.row({ idempotencyKey, direction: 'outbound', state: 'sent' });
    for (const key of [a, b, c]) echo(key);
    expect(conversation.findings()).toEqual([]);
    echo(b);
    expect(conversation.findings()).toEqual([['R2', 'one message, more than one echo']]);
    conversation.stored.messages.splice(-2);
    expect(conversation.findings()).toEqual([['R2', 'a text without its echo']]);
    const unanswered = conversation.stored.messages.find(({ wamid }) => wamid === 'c') as StoredMessage;
    unanswered.committedAt += 15 * 60_000_000;
    expect(conversation.findings()).toEqual([]);
    echo(c);
    conversation.sends('echo of a');
    conversation.sends('echo of a');
    expect(conversation.findings()).toEqual([['R2', 'one echo, sent more than once, and nothing says so']]);
    conversation.row({ id: 'echo of a', direction: 'outbound', state: 'sent', mayBeDuplicate: true });
    expect(conversation.findings()).toEqual([]);
  });

  it('finds two messages that were applied the wrong way round', () => {
    const [a, b] = conversation.stored.messages as [StoredMessage, StoredMessage];
    [a.id, b.id] = [b.id, a.id];
    expect(conversation.findings()).toEqual([
      ['R4', 'applied before what was acknowledged before it was sent'],
    ]);
  });

  it('asks for no order of what was under way at the same time', () => {
    conversation.webhook([messageEvent('late', 3)], 503);
    conversation.webhook([messageEvent('early', 4)]);
    conversation.webhook([messageEvent('late', 3)]);
    conversation.row({ wamid: 'early' });
    conversation.row({ wamid: 'late' });
    expect(conversation.findings()).toEqual([]);
  });

  it('knows the order within a webhook, unless one of them came in another too', () => {
    conversation.webhook([messageEvent('first', 3), messageEvent('second', 4)]);
    conversation.row({ wamid: 'second' });
    conversation.row({ wamid: 'first' });
    expect(conversation.findings()).toEqual([
      ['R4', 'applied before what was acknowledged before it was sent'],
    ]);
    conversation.webhook([messageEvent('second', 4)]);
    expect(conversation.findings()).toEqual([]);
  });

  it('asks for no order of what nobody could know to be of one person, and for one as soon as it could be known', () => {
    const named = (wamid: string, sequence: number, ...identities: string[]): LedgerEvent =>
      ({ ...messageEvent(wamid, sequence), identities }) as LedgerEvent;
    conversation.webhook([named('by phone', 3, '1999')]);
    conversation.webhook([named('by id', 4, 'US.1')]);
    conversation.webhook([named('by both', 5, '1999', 'US.1')]);
    conversation.webhook([named('by phone again', 6, '1999')]);
    conversation.webhook([named('by id again', 7, 'US.1')]);
    for (const wamid of ['by id', 'by phone', 'by both']) conversation.row({ wamid });
    expect(conversation.findings()).toContainEqual(expect.arrayContaining(['R1']));
    conversation.row({ wamid: 'by phone again' });
    conversation.row({ wamid: 'by id again' });
    expect(conversation.findings()).toEqual([]);
    const [phone, id] = conversation.stored.messages.slice(-2) as [StoredMessage, StoredMessage];
    [phone.id, id.id] = [id.id, phone.id];
    expect(conversation.findings()).toEqual([
      ['R4', 'applied before what was acknowledged before it was sent'],
    ]);
  });

  it('takes the commits for the order of two ids of the same millisecond', () => {
    const [a, b] = conversation.stored.messages as [StoredMessage, StoredMessage];
    a.id = '01920000-0001-7000-9000-000000000000';
    b.id = '01920000-0001-7000-8000-000000000000';
    expect(conversation.findings()).toEqual([]);
    [a.committedAt, b.committedAt] = [b.committedAt, a.committedAt];
    expect(conversation.findings()).toEqual([
      ['R4', 'applied before what was acknowledged before it was sent'],
    ]);
  });

  it.each([
    ['sent', ['sent', 'read']],
    ['failed', ['failed', 'delivered']],
    ['read', ['sent']],
    ['delivered', ['sent', 'delivered', 'played']],
  ])('finds a message that is %s after %j', (state, statuses) => {
    conversation.row({ wamid: 'x', direction: 'outbound', state });
    for (const status of statuses)
      conversation.stored.statuses.push({ wamid: 'x', phoneNumberId: NUMBER, status });
    expect(conversation.findings()).toEqual([
      ['R5', 'a status that went backwards, or is not that of its statuses'],
    ]);
  });

  it.each([
    ['sent', []],
    ['failed', ['sent']],
    ['delivered', ['failed', 'delivered', 'sent', 'deleted']],
  ])('accepts a message that is %s after %j', (state, statuses) => {
    conversation.row({ wamid: 'x', direction: 'outbound', state });
    for (const status of statuses)
      conversation.stored.statuses.push({ wamid: 'x', phoneNumberId: NUMBER, status });
    expect(conversation.findings()).toEqual([]);
  });

  it('finds work that is left over', () => {
    conversation.stored.unfinished['events retrying'] = 2;
    expect(conversation.findings()).toEqual([['R6', 'unfinished when all is quiet']]);
  });

  it('finds a forged message that was taken in', () => {
    conversation.row({ wamid: 'forged' });
    expect(conversation.findings({ forged: ['forged'] })).toEqual([['R8', 'forged, and taken in']]);
  });

  it('shows a few cases of many', () => {
    for (let index = 0; index < 50; index += 1)
      conversation.webhook([messageEvent(`lost ${index}`, 10 + index)]);
    const [finding] = check({ told: conversation.told, stored: conversation.stored, forged: [] });
    expect([finding?.count, finding?.evidence.length]).toEqual([50, 10]);
  });
});

function letter(content: string): Stored['deadLetters'][number] {
  return { id: 'letter', stage: 'route', reason: 'unknown_channel', detail: null, content };
}
