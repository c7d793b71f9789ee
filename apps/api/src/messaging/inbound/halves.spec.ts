import { Transaction } from '../../platform/database/transaction';
import { inHalves } from './halves';

/** What PostgreSQL says carries a SQLSTATE; what the driver says of a connection that is gone does not. */
const refused = (code: string): Error => Object.assign(new Error('refused'), { code, severity: 'ERROR' });
const gone = new Error('Connection terminated unexpectedly');

function transactionThat(rollsBack: () => Promise<void>): Transaction {
  const query = (sql: string): Promise<void> =>
    sql.startsWith('ROLLBACK') ? rollsBack() : Promise.resolve();
  return { query } as unknown as Transaction;
}

describe('work on many things at once', () => {
  const failed: string[] = [];
  const attempts: (readonly string[])[] = [];

  beforeEach(() => {
    failed.length = 0;
    attempts.length = 0;
  });

  function work(error: Error, transaction: Transaction): Promise<unknown> {
    return inHalves(
      transaction,
      ['a', 'b', 'poison', 'c'],
      (part) => {
        attempts.push(part);
        return part.includes('poison') ? Promise.reject(error) : Promise.resolve(part);
      },
      (item) => failed.push(item),
    );
  }

  it('finds the one that fails, and does the others', async () => {
    const parts = await work(
      refused('23505'),
      transactionThat(() => Promise.resolve()),
    );
    expect(failed).toEqual(['poison']);
    expect(parts).toEqual([['a', 'b'], ['c']]);
  });

  it('looks for the fault in nobody where the connection is gone: the first error is told, and nothing is tried on it', async () => {
    const transaction = transactionThat(() => Promise.reject(new Error('Client has encountered an error')));
    await expect(work(gone, transaction)).rejects.toBe(gone);
    expect(failed).toEqual([]);
    expect(attempts).toHaveLength(1);
  });

  it('looks for the fault in nobody where a lock was not to be had', async () => {
    const error = refused('55P03');
    await expect(
      work(
        error,
        transactionThat(() => Promise.resolve()),
      ),
    ).rejects.toBe(error);
    expect(failed).toEqual([]);
  });
});
