import type { LedgerEntry, MessageEvent } from '../ledger/ledger-entry';
import type { Person } from '../people/person';
import { ofKind, Stage } from '../simulator.fixture';
import type { LoadState } from './load';

let stage: Stage;

beforeEach(async () => {
  stage = new Stage();
  await stage.start({ retryDelaysMs: { first: 5, longest: 20 } });
});
afterEach(() => stage.close());

/** Runs a load to its end and answers the ledger. */
async function runLoad(request: object): Promise<LedgerEntry[]> {
  expect((await stage.post('/sim/load', { eventsPerSecond: 2_000, ...request })).status).toBe(201);
  for (;;) {
    const { state } = await stage.get<LoadState>('/sim/load');
    if (state === 'done') return stage.ledger();
  }
}

const messagesIn = (entries: LedgerEntry[]): MessageEvent[] =>
  ofKind(entries, 'webhook.emitted').flatMap(({ events }) =>
    events.filter((event) => event.type === 'message'),
  );

describe('a load', () => {
  it('emits as many events as wanted, in batches of the wanted sizes, and ends when all were answered with 200', async () => {
    stage.product.answer = (_received, count) => (count % 3 === 0 ? 503 : 200);
    const entries = await runLoad({ total: 300, batchMin: 2, batchMax: 5, patient: 0 });
    const webhooks = ofKind(entries, 'webhook.emitted');
    const sizes = webhooks.map(({ events }) => events.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(300);
    expect(Math.max(...sizes)).toBe(5);
    expect(sizes.slice(0, -1).every((size) => size >= 2)).toBe(true);
    const answered = ofKind(entries, 'webhook.attempted').filter(({ httpStatus }) => httpStatus === 200);
    expect(new Set(answered.map(({ webhookId }) => webhookId)).size).toBe(webhooks.length);
  });

  it('is made of the same events for the same seed', async () => {
    const request = {
      seed: 7,
      total: 100,
      people: 5,
      kinds: { text: 3, location: 1 },
      patient: 0,
      arrivals: 'fixed',
    };
    const said = async () =>
      messagesIn(await runLoad(request)).map(({ person, sequence, messageType }) => [
        person,
        sequence,
        messageType,
      ]);
    const first = await said();
    await stage.close();
    stage = new Stage();
    await stage.start();
    expect(await said()).toEqual(first);
    expect(new Set(first.map(([, , type]) => type))).toEqual(new Set([undefined, 'location']));
  });

  it('lets patient people write again only after their last message was answered with 200', async () => {
    const entries = await runLoad({ total: 200, people: 3, patient: 1 });
    const open = new Map<string, string>();
    for (const entry of entries) {
      if (entry.kind === 'webhook.emitted') {
        for (const event of entry.events) {
          if (event.type !== 'message') continue;
          expect(open.has(event.person ?? '')).toBe(false);
          open.set(event.person ?? '', entry.webhookId);
        }
      } else if (entry.kind === 'webhook.attempted' && entry.httpStatus === 200) {
        for (const [person, webhookId] of open) if (webhookId === entry.webhookId) open.delete(person);
      }
    }
  });

  it('sends a share of the events again, in other webhooks, and lets later ones overtake', async () => {
    const entries = await runLoad({
      total: 200,
      people: 5,
      patient: 0,
      duplicates: 0.3,
      reorder: 200,
      seed: 3,
    });
    const messages = messagesIn(entries);
    const wamids = messages.map(({ wamid }) => wamid);
    expect(new Set(wamids).size).toBe(200);
    expect(wamids.length).toBeGreaterThan(230);
    const firstOf = new Map<string, number>();
    messages.forEach(({ wamid }, index) => firstOf.has(wamid) || firstOf.set(wamid, index));
    const ofOne = messages
      .filter(({ person }) => person === '0.0')
      .filter(({ wamid }, i, all) => all.findIndex((m) => m.wamid === wamid) === i);
    const sequences = ofOne.map(({ sequence }) => sequence ?? 0);
    expect(sequences).not.toEqual([...sequences].sort((one, other) => one - other));
  });

  it('can be of every kind, also of those that nobody can use, for every number', async () => {
    await stage.post('/sim/numbers', {
      phoneNumberId: '777',
      wabaId: '778',
      displayPhoneNumber: '15550100777',
    });
    const kinds = {
      text: 1,
      status: 1,
      account: 1,
      unknown_number: 1,
      nonsense: 1,
      echo: 1,
      history: 1,
      call: 1,
      stop_marketing: 1,
    };
    const events = ofKind(await runLoad({ total: 200, kinds, batchMax: 20 }), 'webhook.emitted').flatMap(
      (entry) => entry.events,
    );
    expect(new Set(events.map(({ type }) => type))).toEqual(
      new Set(['message', 'status', 'account', 'poison', 'preference']),
    );
    expect(
      new Set(events.flatMap((event) => ('phoneNumberId' in event ? [event.phoneNumberId] : []))),
    ).toEqual(new Set(['106540352242922', '777']));
  });

  it('does not crowd the phone page, runs alone, and can be ended', async () => {
    await stage.post('/sim/load', { total: 100_000, eventsPerSecond: 500 });
    expect((await stage.post('/sim/load', {})).status).toBe(409);
    await stage.product.until(() => stage.product.received.length > 5);
    const state = (await (await fetch(`${stage.url}/sim/load`, { method: 'DELETE' })).json()) as LoadState;
    expect(state.state).toBe('stopped');
    const { people } = await stage.get<{ people: Person[] }>('/sim/people');
    expect(people.filter(({ phone }) => phone.startsWith('1999'))).toEqual([]);
  });

  it.each([{ kinds: { telepathy: 1 } }, { total: 0 }, { batchMin: 5, batchMax: 2 }, { speed: 1 }])(
    'refuses %j',
    async (request) => {
      expect((await stage.post('/sim/load', request)).status).toBe(400);
    },
  );
});
