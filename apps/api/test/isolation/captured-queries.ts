import { Client } from 'pg';

export interface CapturedQuery {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Writes down each different statement that a role sends while `work` runs, with the values of the first time. */
export async function queriesDuring(role: string, work: () => Promise<void>): Promise<CapturedQuery[]> {
  const captured = new Map<string, CapturedQuery>();
  const query = Reflect.get(Client.prototype, 'query') as (...of: unknown[]) => unknown;
  const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function (
    this: Client,
    ...given: unknown[]
  ) {
    const { text: sql, values } = asked(given);
    if (this.user === role && sql !== undefined && !captured.has(sql)) captured.set(sql, { sql, values });
    return query.apply(this, given);
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return [...captured.values()];
}

/** A statement is given as a text and its values, or, where it is prepared, as one object. */
function asked([first, second]: readonly unknown[]): {
  text: string | undefined;
  values: readonly unknown[];
} {
  const { text, values } = (typeof first === 'object' ? first : { text: first, values: second }) as {
    text?: unknown;
    values?: unknown;
  };
  return {
    text: typeof text === 'string' ? text : undefined,
    values: Array.isArray(values) ? values : [],
  };
}

const COLUMN = String.raw`(?:"?\w+"?\.)?"?tenant_id"?`;
const BY_LIST = new RegExp(String.raw`${COLUMN} = ANY ?\((\$\d+)\)`, 'g');
const BY_VALUE = new RegExp(String.raw`${COLUMN} = (\$\d+)(?!\d)`, 'g');
const BY_COLUMN = new RegExp(`${COLUMN} = (?:${COLUMN}|tenant\\.id)`, 'g');

/** The statement as somebody would have written it who never thinks of tenants. */
export function withoutTenants({ sql }: CapturedQuery): string {
  return sql
    .replace(BY_COLUMN, 'TRUE')
    .replace(BY_LIST, '$1::uuid[] IS NOT NULL')
    .replace(BY_VALUE, '$1::uuid IS NOT NULL');
}
