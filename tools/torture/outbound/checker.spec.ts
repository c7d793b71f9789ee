import type { Finding } from '../campaign/report.ts';
import { check } from './checker.ts';
import type { Jam, Post } from './evidence/evidence.ts';
import type { Claim, SentRow } from './evidence/sent-rows.ts';
import { ToldSends, type SendEntry } from './evidence/told-sends.ts';

const NUMBER = '700';
const LIMIT = 5;
const NOON = Date.parse('2026-03-04T12:00:00Z');

/** Meta's side and the database after a few sends that went well; each test breaks one thing. */
class Sending {
  readonly told = new ToldSends();
  readonly rows: SentRow[] = [];
  readonly claims: Claim[] = [];
  readonly posts: Post[] = [];
  readonly queued: string[] = [];
  readonly jams: Jam[] = [];
  unfinished: Record<string, number> = {};
  #seq = 0;

  /** An answer to somebody: posted, claimed, taken, and told to be delivered. */
  reply(id: string, more: Partial<SentRow> = {}): SentRow {
    this.posts.push({ text: `says ${id}`, id, tries: 1, refusedWith: null });
    return this.#sent(id, { sendingClass: 'api', ...more });
  }

  broadcast(id: string, more: Partial<SentRow> = {}): SentRow {
    this.queued.push(id);
    return this.#sent(id, { sendingClass: 'broadcast', ...more });
  }

  row(id: string, more: Partial<SentRow> = {}): SentRow {
    const row: SentRow = {
      id,
      text: `says ${id}`,
      phoneNumberId: NUMBER,
      sendingClass: 'api',
      state: 'delivered',
      wamid: `wamid of ${id}`,
      resends: 0,
      failureCode: null,
      ...more,
    };
    this.rows.push(row);
    return row;
  }

  claim(messageId: string, atMs: number): void {
    this.claims.push({ messageId, atMs, outcome: 'accepted' });
  }

  accepted(
    messageId: string | null,
    atMs: number,
    more: { wamid?: string; answer?: string; fails?: boolean } = {},
  ): void {
    const { wamid = `wamid of ${messageId}`, answer = 'success', fails = false } = more;
    this.#tell({
      kind: 'graph.accepted',
      receivedAt: new Date(atMs).toISOString(),
      ...{ wamid, answer, phoneNumberId: NUMBER, callbackData: messageId },
      ...(fails && { orders: { failure: { code: 131026 } } }),
    });
  }

  refused(atMs: number): void {
    this.#tell({
      kind: 'graph.refused',
      path: `/v25.0/${NUMBER}/messages`,
      receivedAt: new Date(atMs).toISOString(),
    });
  }

  status(wamid: string, status: string, atMs: number, httpStatus: number | null = 200): void {
    const webhookId = `webhook ${this.#seq}`;
    this.#tell({ kind: 'webhook.emitted', webhookId, events: [{ type: 'status', wamid, status }] });
    this.#tell({ kind: 'webhook.attempted', at: new Date(atMs).toISOString(), webhookId, httpStatus });
  }

  findings(): [Finding['promise'], string][] {
    const { told, rows, claims, posts, queued, jams, unfinished } = this;
    const stored = { rows, claims, unfinished, handOvers: 0 };
    const limits = new Map([[NUMBER, LIMIT]]);
    return check({ told, stored, posts, queued, jams, limits }).map(({ promise, what }) => [promise, what]);
  }

  #sent(id: string, more: Partial<SentRow>): SentRow {
    const atMs = NOON + this.#seq * 1_000;
    this.claim(id, atMs - 50);
    this.accepted(id, atMs);
    this.status(`wamid of ${id}`, 'delivered', atMs + 100);
    return this.row(id, more);
  }

  #tell(entry: Record<string, unknown>): void {
    this.#seq += 1;
    this.told.apply({ ...entry, seq: this.#seq } as unknown as SendEntry);
  }
}

const LATER = NOON + 3_600_000;
let sending: Sending;

beforeEach(() => {
  sending = new Sending();
  sending.reply('a');
  sending.broadcast('b');
});

describe('what was queued', () => {
  it('is found where everything went well, or waits, or is unknown, each with a reason', () => {
    sending.row('held', { state: 'queued', wamid: null, failureCode: 'unreachable' });
    sending.row('unknown', { state: 'unknown', wamid: null, failureCode: 'sender_died' });
    sending.row('refused', { state: 'failed', wamid: null, failureCode: '131026' });
    expect(sending.findings()).toEqual([]);
  });

  it.each(['a', 'b'])('is missed when it is nowhere: %s', (id) => {
    sending.rows.splice(
      sending.rows.findIndex((row) => row.id === id),
      1,
    );
    expect(sending.findings()).toContainEqual(['O1', 'accepted, and nowhere to be found']);
  });

  it('is one row, however often it was posted', () => {
    sending.row('a2', { text: 'says a', state: 'queued', wamid: null, failureCode: 'held' });
    expect(sending.findings()).toEqual([['O1', 'one message, more than one row']]);
  });

  it('is the row of which the answer spoke', () => {
    sending.row('c', { text: 'says x', state: 'queued', wamid: null, failureCode: 'held' });
    sending.row('d', { state: 'queued', wamid: null, failureCode: 'held' });
    sending.posts.push({ text: 'says x', id: 'd', tries: 2, refusedWith: null });
    expect(sending.findings()).toEqual([['O1', 'one message, more than one row']]);
  });

  it('is accepted in the end', () => {
    sending.posts.push({ text: 'says c', id: null, tries: 9, refusedWith: 422 });
    expect(sending.findings()).toEqual([['O1', 'posted again and again, and never accepted']]);
  });
});

describe('a message that arrives twice', () => {
  it('is found when it is one of a broadcast', () => {
    sending.accepted('b', NOON + 20_000, { wamid: 'second' });
    sending.claim('b', NOON + 20_000);
    expect(sending.findings()).toEqual([['O2', 'a broadcast, sent more than once']]);
  });

  it('is found when it is a reply that does not say so, and not when it does', () => {
    const reply = sending.reply('r');
    sending.claim('r', NOON + 20_000);
    sending.accepted('r', NOON + 20_000, { wamid: 'second' });
    expect(sending.findings()).toEqual([['O2', 'a reply, sent more often than it says']]);
    reply.resends = 1;
    expect(sending.findings()).toEqual([]);
  });

  it('is found when a status had told of the first one long before, also where it says so', () => {
    sending.reply('r', { resends: 1 });
    sending.claim('r', LATER);
    sending.accepted('r', LATER, { wamid: 'second' });
    expect(sending.findings()).toEqual([['O2', 'sent again, although a status had told of it']]);
  });

  it('may come of a status that was never taken', () => {
    sending.claim('r', LATER);
    sending.accepted('r', LATER);
    sending.status('wamid of r', 'delivered', LATER + 100, 503);
    sending.claim('r', LATER + 70_000);
    sending.accepted('r', LATER + 70_000, { wamid: 'second' });
    sending.row('r', { state: 'sent', wamid: 'second', resends: 1 });
    expect(sending.findings()).toEqual([]);
  });
});

describe('what Meta has', () => {
  it.each([null, 'of nobody'])('was queued by somebody: %s', (id) => {
    sending.accepted(id, LATER);
    expect(sending.findings()).toEqual([['O2', 'sent, and nobody had queued it']]);
  });

  it('was called right after it was claimed, unless the way was jammed', () => {
    sending.reply('zombie');
    sending.told.accepted.pop();
    const wamid = 'wamid of zombie';
    sending.claims.splice(-1);
    sending.claim('zombie', LATER);
    sending.claim('zombie', LATER + 60_000);
    sending.accepted('zombie', LATER + 12_000, { wamid });
    expect(sending.findings()).toEqual([['O2', 'called when the lease must have been over']]);
    sending.jams.push({ fromMs: LATER + 1_000, toMs: LATER + 11_900 });
    expect(sending.findings()).toEqual([]);
  });
});

describe('the state of a message', () => {
  it.each([
    ['sending', 'sender_died'],
    ['received', null],
    ['queued', null],
    ['unknown', null],
    ['failed', null],
  ])('is no end, or has no reason: %s, %s', (state, failureCode) => {
    sending.row('c', { state, failureCode, wamid: null });
    expect(sending.findings()).toEqual([
      ['O2', 'neither sent nor failed nor unknown nor held, or nothing says why'],
    ]);
  });

  it.each(['sent', 'delivered', 'read', 'played'])('is %s only when Meta knows the message', (state) => {
    sending.row('c', { state });
    expect(sending.findings()).toEqual([['O2', 'said to be sent, and Meta does not know of it']]);
  });

  it('names the message by what Meta calls it, and not by what Meta calls another', () => {
    const row = sending.rows[0];
    if (row) row.wamid = 'wamid of b';
    expect(sending.findings()).toContainEqual(['O2', 'said to be sent, and Meta does not know of it']);
  });

  it('is failed only when Meta did not take it, or let it fail', () => {
    sending.row('c', { state: 'failed', failureCode: '131026', wamid: null });
    sending.accepted('c', LATER, { fails: true });
    expect(sending.findings()).toEqual([]);
    sending.row('d', { state: 'failed', failureCode: 'no_answer', wamid: null });
    sending.accepted('d', LATER + 1_000);
    expect(sending.findings()).toEqual([['O2', 'said to have failed, and Meta took it']]);
  });

  it('is not below what a status told, by our id or by that of Meta', () => {
    sending.row('c', { state: 'unknown', failureCode: 'no_answer', wamid: null });
    sending.accepted('c', LATER, { answer: 'closed' });
    expect(sending.findings()).toEqual([]);
    sending.status('wamid of c', 'sent', LATER + 100);
    expect(sending.findings()).toEqual([['R5', 'below what a status told of it']]);
  });

  it('may be that of another send of it', () => {
    sending.row('c', { state: 'sent', wamid: 'second', resends: 1 });
    sending.accepted('c', LATER);
    sending.accepted('c', LATER + 20_000, { wamid: 'second' });
    sending.status('wamid of c', 'delivered', LATER + 21_000);
    expect(sending.findings()).toEqual([]);
  });

  it('is looked at when all is quiet', () => {
    sending.unfinished = { queued: 1 };
    expect(sending.findings()).toEqual([['R6', 'unfinished when all is quiet']]);
  });
});

describe('the pace of a number', () => {
  const refuseAt = (...offsets: number[]) => {
    for (const offset of offsets) sending.refused(LATER + offset);
  };

  it('is within its limit, also when what is refused is counted', () => {
    refuseAt(0, 200, 400, 600, 699, 700, 1_000, 1_200);
    expect(sending.findings()).toEqual([]);
  });

  it('is found to be above it', () => {
    refuseAt(0, 100, 200, 300, 400, 699);
    expect(sending.findings()).toEqual([['O3', 'more than the number may send in a second']]);
  });

  it('says nothing of what was held back on its way', () => {
    refuseAt(0, 1, 2, 3, 4, 5);
    sending.jams.push({ fromMs: LATER - 3_000, toMs: LATER - 10 });
    expect(sending.findings()).toEqual([]);
  });
});
