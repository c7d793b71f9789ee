import { PoolClient } from 'pg';
import { QueryFailedError } from 'typeorm';
import { Transaction } from './transaction';

/**
 * As `transaction.query`, for what is asked again and again and costs more to plan than to run: each connection plans it
 * once. One name, one text. It may overtake what TypeORM was given before and nobody awaited, such as the tenants: it is
 * for statements that need none.
 */
export async function prepared<Rows>(
  transaction: Transaction,
  { name, text, values }: { readonly name: string; readonly text: string; readonly values: unknown[] },
): Promise<Rows> {
  const client = (await transaction.queryRunner?.connect()) as PoolClient | undefined;
  if (client === undefined) throw new Error('A prepared statement is for a transaction.');
  try {
    return (await client.query({ name, text, values })).rows as Rows;
  } catch (error) {
    throw new QueryFailedError(text, values, error as Error);
  }
}
