import { EntityManager } from 'typeorm';

/** An open transaction that carries its tenants. Repositories take it first: no transaction, no query. */
export type Transaction = EntityManager;

/** TypeORM answers an UPDATE or DELETE with [rows, count]. */
export function returned<T>(result: unknown): T[] {
  return (result as [T[], number])[0];
}

type Work = () => void | Promise<void>;

class Hooks {
  private readonly works = new WeakMap<Transaction, Work[]>();

  add(transaction: Transaction, work: Work): void {
    this.works.set(transaction, [...(this.works.get(transaction) ?? []), work]);
  }

  async run(transaction: Transaction): Promise<void> {
    for (const work of this.works.get(transaction) ?? []) await work();
  }
}

const lastly = new Hooks();
const ended = new Hooks();
const committed = new Hooks();

/** Has `work` done as the last of this transaction and as a part of it: for locks that nobody is to wait for for long. */
export const beforeCommit = (transaction: Transaction, work: Work): void => lastly.add(transaction, work);

/** Has `work` done as soon as this transaction is committed, and never if it is not: for news of what it changed. */
export const afterCommit = (transaction: Transaction, work: Work): void => committed.add(transaction, work);

/** Has `work` done as soon as this transaction is over, before the news, also where nobody knows how it ended. */
export const afterEnd = (transaction: Transaction, work: Work): void => ended.add(transaction, work);

/** For the database alone, which knows when that is. */
export const doBeforeCommit = (transaction: Transaction): Promise<void> => lastly.run(transaction);
export const tellAfterEnd = (transaction: Transaction): Promise<void> => ended.run(transaction);
export const tellAfterCommit = (transaction: Transaction): Promise<void> => committed.run(transaction);

/** Whether PostgreSQL refused because something still refers to the row, or the row that is referred to is not there. */
export function isForeignKeyViolation(error: unknown): boolean {
  return (error as { code?: unknown }).code === '23503';
}
