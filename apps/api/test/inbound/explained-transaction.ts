import { Transaction } from '../../src/platform/database/transaction';

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** A transaction whose statements are done and explained; `rowsRead` says how many rows of a table they looked at. */
export class ExplainedTransaction {
  private readonly plans: Plan[] = [];

  constructor(
    private readonly transaction: Transaction,
    /** Only these are explained; of the others the caller gets the rows. */
    private readonly which: RegExp = /./,
  ) {}

  get asTransaction(): Transaction {
    return this as unknown as Transaction;
  }

  async query(sql: string, values: unknown[]): Promise<unknown> {
    if (!this.which.test(sql)) return this.transaction.query(sql, values);
    const rows = await this.transaction.query<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
      values,
    );
    this.plans.push(...(rows[0]?.['QUERY PLAN'] ?? []).map(({ Plan }) => Plan));
    return [[], 0];
  }

  /** @throws Error when nothing was explained */
  rowsRead(table: string): number {
    if (this.plans.length === 0) throw new Error('Nothing was explained.');
    return this.plans.reduce((sum, plan) => sum + rowsRead(plan, table), 0);
  }
}

function rowsRead(plan: Plan, table: string): number {
  const rows = plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0);
  const own = plan['Relation Name']?.startsWith(table) === true ? rows * plan['Actual Loops'] : 0;
  return (plan.Plans ?? []).reduce((sum, part) => sum + rowsRead(part, table), own);
}
