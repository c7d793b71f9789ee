import { ProblemForNow } from '../../kernel/problem';
import { Transaction } from '../../platform/database/transaction';

/** While contacts are merged or separated by hand, no webhook of anybody is exploded. */
const LIMITS = { lock_timeout: '5s', statement_timeout: '5s', transaction_timeout: '10s' };

const SET_LIMITS = Object.entries(LIMITS)
  .map(([name, value]) => `set_config('${name}', '${value}', true)`)
  .join(', ');

// PostgreSQL gave up waiting for a lock, ended a statement or the transaction, or two who waited for each other.
const TOOK_TOO_LONG = new Set(['55P03', '57014', '25P04', '40P01']);

/** Does it within seconds, or not at all. @throws ProblemForNow 503 */
export async function inGoodTime<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
  try {
    await transaction.query(`SELECT ${SET_LIMITS}`);
    return await work();
  } catch (error) {
    throw TOOK_TOO_LONG.has((error as { code?: string }).code ?? '') ? busy() : error;
  }
}

const busy = (): ProblemForNow =>
  new ProblemForNow(
    503,
    'contacts_busy',
    'This could not be done in good time.',
    5,
    'Much is being received for these contacts, or they have very many messages. Nothing was changed.',
  );
