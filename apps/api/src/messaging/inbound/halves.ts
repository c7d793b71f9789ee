import { Transaction } from '../../platform/database/transaction';

// SQLSTATE classes: a deadlock, a lock, a full disk, a schema that is not ours yet.
const INNOCENT = /^(40|42|53|55)/;
// Furthermore: the connection, the server's end or its time limit, its disk.
const PASSING = /^(08|40|42|53|55|57|58)/;

/** Whether another time the same may succeed, so that the fault is not looked for in single items. */
export function isPassing(error: unknown): boolean {
  return PASSING.test(codeOf(error));
}

/** Whether the fault is certainly in the circumstances. Of a server that went away, or took too long, nobody knows. */
export function isInnocent(error: unknown): boolean {
  return INNOCENT.test(codeOf(error));
}

/** Nothing can be done in the transaction any more. */
class TransactionLost extends Error {
  constructor(override readonly cause: unknown) {
    super('The transaction is lost.');
  }
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/**
 * Does all of them at once; when that fails, one half and then the other, and so on, down to those that fail alone.
 * What failed leaves nothing in the transaction, and takes nothing of the others with it. Answers what each part that
 * succeeded answered, in order.
 * @throws what passes by itself, or took the transaction with it: the whole is to be tried again
 */
export async function inHalves<Item, Answer>(
  transaction: Transaction,
  items: readonly Item[],
  work: (items: readonly Item[]) => Promise<Answer>,
  failed: (item: Item, error: unknown) => void,
): Promise<Answer[]> {
  if (items.length === 0) return [];
  try {
    return [await inSavepoint(transaction, () => work(items))];
  } catch (error) {
    const [only, ...others] = items;
    if (error instanceof TransactionLost) throw error.cause;
    if (isPassing(error)) throw error;
    if (only !== undefined && others.length === 0) {
      failed(only, error);
      return [];
    }
  }
  const middle = Math.ceil(items.length / 2);
  return [
    ...(await inHalves(transaction, items.slice(0, middle), work, failed)),
    ...(await inHalves(transaction, items.slice(middle), work, failed)),
  ];
}

/** The connection is pipelined: nobody waits for a savepoint to be there, or to be gone. */
async function inSavepoint<Answer>(transaction: Transaction, work: () => Promise<Answer>): Promise<Answer> {
  try {
    const [, answer] = await Promise.all([transaction.query('SAVEPOINT part'), work()]);
    // If this fails, so does all that comes after it.
    transaction.query('RELEASE SAVEPOINT part').catch(() => undefined);
    return answer;
  } catch (error) {
    await transaction.query('ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part').catch(() => {
      throw new TransactionLost(error);
    });
    throw error;
  }
}
