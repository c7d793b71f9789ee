import { EntityManager } from 'typeorm';

/** An open transaction that carries its tenants. Repositories take it first: no transaction, no query. */
export type Transaction = EntityManager;

/** TypeORM answers an UPDATE or DELETE with [rows, count]. */
export function returned<T>(result: unknown): T[] {
  return (result as [T[], number])[0];
}

const afterwards = new WeakMap<Transaction, (() => void | Promise<void>)[]>();

/** Has `work` done as soon as this transaction is committed, and never if it is not: for news of what it changed. */
export function afterCommit(transaction: Transaction, work: () => void | Promise<void>): void {
  afterwards.set(transaction, [...(afterwards.get(transaction) ?? []), work]);
}

/** For the database alone, which knows when the commit was. */
export async function tellAfterCommit(transaction: Transaction): Promise<void> {
  for (const work of afterwards.get(transaction) ?? []) await work();
}

/** Whether PostgreSQL refused because something still refers to the row, or the row that is referred to is not there. */
export function isForeignKeyViolation(error: unknown): boolean {
  return (error as { code?: unknown }).code === '23503';
}
