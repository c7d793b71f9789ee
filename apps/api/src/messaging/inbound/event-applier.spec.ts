import { pino } from 'pino';
import { Transaction } from '../../platform/database/transaction';
import { AccountNewsDesk } from '../account-events/account-news-desk';
import { ConsentReceiver } from '../consent/consent-receiver';
import { StatusesRepository } from '../messages/statuses.repository';
import { DeadLettersRepository } from './dead-letters.repository';
import { EventApplier } from './event-applier';
import { InboxEvent, InboxEventsRepository } from './inbox-events.repository';
import { MessageReceiver } from './message-receiver';

describe('whoever applies events', () => {
  const markDone = jest.fn(() => Promise.resolve());
  const markFailed = jest.fn(() => Promise.resolve());
  const applier = new EventApplier(
    { markDone, markFailed, reassign: () => Promise.resolve() } as unknown as InboxEventsRepository,
    { setAside: () => Promise.resolve() } as unknown as DeadLettersRepository,
    {
      receiveAll: () => Promise.resolve({ changes: [], hasMedia: false, hasAnswers: false, receivedOn: [] }),
    } as unknown as MessageReceiver,
    { receiveAll: () => Promise.resolve([]) } as unknown as StatusesRepository,
    { learn: () => Promise.resolve(), prefer: () => Promise.resolve() } as unknown as ConsentReceiver,
    { receiveAll: () => Promise.resolve({ changes: [], resumed: false }) } as unknown as AccountNewsDesk,
    pino({ enabled: false }),
  );

  const eventOf = (id: string, kind: string): InboxEvent =>
    ({
      ...{ day: '2026-01-01', id, lane: 1, orderKey: id, attempts: 0, contactId: null, channelId: null },
      tenantId: '019a6f0e-0000-7000-8000-000000000000',
      element: { kind, whereabouts: { accountId: null }, occurredAt: null },
    }) as unknown as InboxEvent;

  it('does not take what it does not know for done: whoever exploded it may be newer', async () => {
    const known = eventOf('1', 'account');
    const transaction = { query: () => Promise.resolve([]) } as unknown as Transaction;
    await applier.applyAll(transaction, [known, eventOf('2', 'poll')]);
    expect(markDone).toHaveBeenCalledWith(transaction, [known]);
    expect(markFailed).toHaveBeenCalledWith(transaction, [expect.objectContaining({ id: '2', attempts: 1 })]);
  });
});
