import type { LedgerPage } from '../ledger/ledger';
import { BUSINESS, ofKind, Stage, text } from '../simulator.fixture';

const stage = new Stage();

beforeAll(() => stage.start());
afterAll(() => stage.close());

describe('the people of the simulator', () => {
  it('are the personas and the sentinels at first', async () => {
    const answer = await stage.get<{ business: object; people: { phone: string }[]; sentinels: object[] }>(
      '/sim/people',
    );
    expect(answer.business).toEqual({
      displayPhoneNumber: '15550100042',
      phoneNumberId: BUSINESS.phoneNumberId,
    });
    expect(answer.people.slice(0, 3).map(({ phone }) => phone)).toEqual([
      '351912345678',
      '989121234567',
      '447700900123',
    ]);
    expect(answer.people).toHaveLength(10);
    expect(answer.sentinels).toContainEqual({
      phone: '15550131026',
      explanation: 'Fails later with 131026, undeliverable',
    });
  });

  it('can be joined by a new person', async () => {
    const answer = await stage.post('/sim/people', { phone: '+44 7700 900 111', name: ' Zoë ' });
    expect([answer.status, await answer.json()]).toEqual([201, { phone: '447700900111', name: 'Zoë' }]);
  });

  it.each([
    ['/sim/people', { phone: 'abc', name: 'x' }, 'phone is not an international phone number'],
    ['/sim/people', { phone: '15550100042', name: 'x' }, 'phone is not an international phone number'],
    ['/sim/people', { phone: '447700900111', name: ' ' }, 'name is empty'],
    ['/sim/people/abc/messages', { text: 'x' }, 'phone is not an international phone number'],
    ['/sim/people/15550100042/messages', { text: 'x' }, 'phone is not an international phone number'],
    ['/sim/people/447700900111/messages', { text: ' \n' }, 'text is empty'],
  ])('refuse at %s %j', async (path, body, error) => {
    const answer = await stage.post(path, body);
    expect([answer.status, await answer.json()]).toEqual([400, { error }]);
  });

  it('refuse a message without text', async () => {
    expect((await stage.post('/sim/people/447700900111/messages', {})).status).toBe(400);
  });
});

describe('the ledger over HTTP', () => {
  it('tells a whole conversation in order', async () => {
    const { lastSeq } = await stage.get<LedgerPage>('/sim/ledger');
    const wamid = await stage.write('447700900222', { text: 'hello', name: 'Zed' });
    await stage.ledgerWith((ledger) => ofKind(ledger, 'webhook.attempted').length >= 1);
    await stage.send(text('447700900222', 'hi'));
    await stage.ledgerWith((ledger) => ofKind(ledger, 'webhook.attempted').length >= 4);
    const { entries } = await stage.get<LedgerPage>(`/sim/ledger?after=${lastSeq}&limit=1000`);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => lastSeq + 1 + index));
    expect(entries.slice(0, 4).map(({ kind }) => kind)).toEqual([
      'person.joined',
      'webhook.emitted',
      'webhook.attempted',
      'graph.accepted',
    ]);
    expect(entries[1]).toMatchObject({
      events: [{ type: 'message', wamid, from: '447700900222', text: 'hello' }],
      payload: { object: 'whatsapp_business_account' },
    });
    const reply = ofKind(entries, 'graph.accepted')[0];
    const statuses = ofKind(entries, 'webhook.emitted')
      .flatMap(({ events }) => events)
      .slice(1);
    expect(statuses).toEqual(
      ['sent', 'delivered', 'read'].map((status) => ({
        type: 'status',
        phoneNumberId: BUSINESS.phoneNumberId,
        wamid: reply?.wamid,
        to: '447700900222',
        status,
      })),
    );
  });

  it('refuses a limit that it cannot keep', async () => {
    expect((await fetch(`${stage.url}/sim/ledger?limit=0`)).status).toBe(400);
    expect((await fetch(`${stage.url}/sim/ledger?limit=10001`)).status).toBe(400);
  });
});
