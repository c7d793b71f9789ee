import { Transaction } from '../../src/platform/database/transaction';

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Plan[];
}

/** A transaction whose statements are done and explained: how many rows of a table they looked at, and how many pages of all. */
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
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`,
      values,
    );
    this.plans.push(...(rows[0]?.['QUERY PLAN'] ?? []).map(({ Plan }) => Plan));
    return [[], 0];
  }

  /** @throws Error when nothing was explained */
  rowsRead(table: string): number {
    return this.sum((plan) => rowsRead(plan, table));
  }

  /** Also those of an index that holds nothing that was asked for. @throws Error when nothing was explained */
  pagesRead(): number {
    return this.sum((plan) => plan['Shared Hit Blocks'] + plan['Shared Read Blocks']);
  }

  private sum(of: (plan: Plan) => number): number {
    if (this.plans.length === 0) throw new Error('Nothing was explained.');
    return this.plans.reduce((sum, plan) => sum + of(plan), 0);
  }
}

function rowsRead(plan: Plan, table: string): number {
  const rows = plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0);
  const own = plan['Relation Name']?.startsWith(table) === true ? rows * plan['Actual Loops'] : 0;
  return (plan.Plans ?? []).reduce((sum, part) => sum + rowsRead(part, table), own);
}
