import type { LedgerEvent } from '../ledger/ledger-entry';
import { People, type ChatChange } from './people';

const ANA = '351912345678';

function peopleAfter(...events: LedgerEvent[]): People {
  const people = new People();
  events.forEach((event, index) =>
    people.apply({ seq: index + 1, at: '2026-11-21T10:00:00.000Z', ...event }),
  );
  return people;
}

const wrote = (wamid: string, from = ANA): LedgerEvent => ({
  kind: 'webhook.emitted',
  webhookId: `webhook of ${wamid}`,
  events: [{ type: 'message', wamid, from, text: 'hello' }],
  payload: {},
});

const answered = (wamid: string, httpStatus: number | null): LedgerEvent => ({
  kind: 'webhook.attempted',
  webhookId: `webhook of ${wamid}`,
  attempt: 1,
  startedAt: '',
  durationMs: 1,
  httpStatus,
  failure: null,
});

const replied = (wamid: string, to = ANA): LedgerEvent => ({
  kind: 'graph.accepted',
  receivedAt: '',
  wamid,
  phoneNumberId: '106540352242922',
  to,
  input: to,
  body: 'hi',
  callbackData: null,
  replyTo: null,
  answer: 'success',
});

const reported = (wamid: string, status: string, failure?: { code: number; title: string }): LedgerEvent => ({
  kind: 'webhook.emitted',
  webhookId: `${status} of ${wamid}`,
  events: [{ type: 'status', wamid, to: ANA, status, ...(failure ? { failure } : {}) }],
  payload: {},
});

const statesOf = (people: People) => people.find(ANA)?.messages.map(({ wamid, state }) => [wamid, state]);

describe('the chats of simulated people', () => {
  it("give a person's message one tick until its webhook is answered with 200", () => {
    expect(statesOf(peopleAfter(wrote('a')))).toEqual([['a', 'sent']]);
    expect(statesOf(peopleAfter(wrote('a'), answered('a', 503)))).toEqual([['a', 'sent']]);
    expect(statesOf(peopleAfter(wrote('a'), answered('a', null)))).toEqual([['a', 'sent']]);
    expect(statesOf(peopleAfter(wrote('a'), answered('a', 503), answered('a', 200)))).toEqual([
      ['a', 'delivered'],
    ]);
  });

  it('bring a reply onto the phone when it is delivered, not when it is accepted', () => {
    expect(statesOf(peopleAfter(replied('r')))).toEqual([['r', 'accepted']]);
    expect(statesOf(peopleAfter(replied('r'), reported('r', 'sent')))).toEqual([['r', 'accepted']]);
    expect(statesOf(peopleAfter(replied('r'), reported('r', 'delivered')))).toEqual([['r', 'delivered']]);
    expect(statesOf(peopleAfter(replied('r'), reported('r', 'delivered'), reported('r', 'read')))).toEqual([
      ['r', 'read'],
    ]);
  });

  it('keep why a reply failed', () => {
    const failure = { code: 131026, title: 'Message undeliverable' };
    const people = peopleAfter(replied('r'), reported('r', 'failed', failure));
    expect(people.find(ANA)?.messages[0]).toMatchObject({ state: 'failed', failure });
  });

  it('know a newcomer by number, then by name', () => {
    expect(peopleAfter(replied('r', '447700900999')).find('447700900999')?.name).toBe('+447700900999');
    const named = peopleAfter({ kind: 'person.joined', phone: '447700900999', name: 'Zoë' });
    expect(named.find('447700900999')?.name).toBe('Zoë');
  });

  it('tell of every change while someone watches', () => {
    const people = new People();
    const changes: ChatChange[] = [];
    const stop = people.watch((change) => changes.push(change));
    people.apply({ seq: 1, at: '2026-11-21T10:00:00.000Z', ...wrote('a') });
    stop();
    people.apply({ seq: 2, at: '2026-11-21T10:00:01.000Z', ...wrote('b') });
    expect(changes).toEqual([
      { phone: ANA, name: 'Ana Ribeiro', message: expect.objectContaining({ wamid: 'a', state: 'sent' }) },
    ]);
  });

  it('forget the oldest people and messages, but never the personas', () => {
    const people = new People();
    const apply = (event: LedgerEvent): void =>
      people.apply({ seq: 1, at: '2026-11-21T10:00:00.000Z', ...event });
    for (let count = 0; count < 6_000; count += 1) apply(wrote(`p${count}`, `3519${count + 10_000}`));
    for (let count = 0; count < 600; count += 1) apply(wrote(`m${count}`));
    expect(people.find('351910000')).toBeUndefined();
    expect(people.find('351915999')).toBeDefined();
    expect(people.find(ANA)?.messages).toHaveLength(500);
    expect(people.find(ANA)?.messages[0]?.wamid).toBe('m100');
    expect(people.list(10_000)).toHaveLength(5_000);
  });
});
