import { EntityManager } from 'typeorm';

/** An open transaction that carries its tenants. Repositories take it first: no transaction, no query. */
export type Transaction = EntityManager;

/** TypeORM answers an UPDATE or DELETE with [rows, count]. */
export function returned<T>(result: unknown): T[] {
  return (result as [T[], number])[0];
}
