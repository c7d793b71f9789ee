import { PoolClient, QueryResult } from 'pg';

/** More than the product has of them. */
const MAX_STATEMENTS = 1_000;
const numbers = new Map<string, number>();

/** How often each statement was asked on a connection. */
const uses = new WeakMap<PoolClient, Map<number, number>>();

/**
 * Prepared statements of one connection. A plan goes by the size of the tables when it was made, and tables that were empty
 * then may have a hundred thousand rows a minute later: each statement is planned anew when it has been asked twice as
 * often, so that it is planned seldom, and never goes by what was long ago.
 */
export class Preparing {
  private readonly outdated: string[] = [];

  constructor(private readonly client: PoolClient) {}

  query(text: string, values?: unknown[]): Promise<QueryResult> {
    // It may be several statements, and those cannot be prepared.
    if (values === undefined) return this.client.query(text);
    const number = numberOf(text);
    return this.client.query({ ...(number !== undefined && { name: this.nameOf(number) }), text, values });
  }

  /** Between transactions, where what cannot be forgotten harms nothing. */
  forgetOutdated(): void {
    for (const name of this.outdated.splice(0))
      this.client.query(`DEALLOCATE ${name}`).catch(() => undefined);
  }

  private nameOf(number: number): string {
    const counts = uses.get(this.client) ?? new Map<number, number>();
    uses.set(this.client, counts);
    const count = (counts.get(number) ?? 0) + 1;
    counts.set(number, count);
    const doublings = Math.floor(Math.log2(count));
    if (count > 1 && count === 2 ** doublings) this.outdated.push(nameFor(number, doublings - 1));
    return nameFor(number, doublings);
  }
}

const nameFor = (number: number, doublings: number): string => `parley_${number}_${doublings}`;

function numberOf(text: string): number | undefined {
  const known = numbers.get(text);
  if (known !== undefined || numbers.size >= MAX_STATEMENTS) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}
