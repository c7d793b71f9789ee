import { pino } from 'pino';
import { SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { CommunicationAdapter, QuarantinedElement } from '../communication-adapter';
import { Attempts } from './attempts';
import { DeadLettersRepository } from './dead-letters.repository';
import { DeliveriesRepository } from './deliveries.repository';
import { EventWriter } from './event-writer';
import { Exploder } from './exploder';
import { LanesRepository } from './lanes.repository';
import { Waiting } from './waiting';

const transaction = {} as Transaction;
const lockTimeout = Object.assign(new Error('lock timeout'), { code: '55P03', severity: 'ERROR' });

describe('the exploder', () => {
  const unread = (name: string): QuarantinedElement => ({
    kind: 'quarantined',
    reason: 'not_understood',
    detail: '',
    payload: { name },
  });
  const receivedAt = new Date();
  const body = Buffer.from('{}');
  const split = jest.fn(() => [unread('a'), unread('b'), unread('c')]);
  const write = jest.fn(() => Promise.resolve());
  const takeBack = jest.fn(() => Promise.resolve());
  const waiting = jest.fn();

  const exploder = new Exploder(
    {
      preparedTransaction: (work: (transaction: Transaction) => Promise<unknown>) => work(transaction),
    } as SystemDatabase,
    {
      anyDelivery: () => Promise.resolve(true),
      days: () => Promise.resolve({ from: '', to: '' }),
    } as unknown as Waiting,
    {
      waitForExploding: () => Promise.resolve(),
      takeExploding: () => Promise.resolve(true),
    } as unknown as LanesRepository,
    { countLanes: () => Promise.resolve(new Map([[-1, 1]])), takeBack } as unknown as Attempts,
    {
      waiting,
      find: () => Promise.resolve([{ id: '1', provider: 'whatsapp', receivedAt, body, attempts: 0 }]),
    } as unknown as DeliveriesRepository,
    { write } as unknown as EventWriter,
    {} as DeadLettersRepository,
    [{ provider: 'whatsapp', split } as unknown as CommunicationAdapter],
    pino({ enabled: false }),
  );

  it('reads a delivery once, however many of its dead letters are tried again', async () => {
    const letters = ['a', 'b', 'c'].map((name, ordinal) => ({
      ...{ provider: 'whatsapp', deliveryId: '1', body: null, receivedAt },
      ordinal,
      element: unread(name),
    }));
    await exploder.explodeAgain(transaction, letters);
    expect(split).toHaveBeenCalledTimes(1);
    expect(write).toHaveBeenCalledWith(
      transaction,
      letters.map(({ ordinal, element }) => expect.objectContaining({ ordinal, element }) as unknown),
    );
  });

  it('takes back the attempt that was counted beside a look that failed innocently', async () => {
    waiting.mockRejectedValueOnce(lockTimeout);
    await expect(exploder.explode()).rejects.toBe(lockTimeout);
    expect(takeBack).toHaveBeenCalledWith({ lanes: [-1], deliveries: [] });
  });
});
