import { Client } from 'pg';

/** Every statement that is sent within a transaction while `work` runs, by whomever in this process. */
export async function statementsInTransactions(work: () => Promise<void>): Promise<string[]> {
  const statements: string[] = [];
  const open = new WeakSet<Client>();
  const query = Reflect.get(Client.prototype, 'query') as (...of: unknown[]) => unknown;
  const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function (
    this: Client,
    ...given: unknown[]
  ) {
    const [asked] = given;
    const sql = typeof asked === 'string' ? asked : String((asked as { text?: unknown }).text);
    if (/^\s*(START TRANSACTION|BEGIN)/i.test(sql)) open.add(this);
    if (open.has(this)) statements.push(sql);
    if (/^\s*(COMMIT|ROLLBACK)\s*$/i.test(sql)) open.delete(this);
    return query.apply(this, given);
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return statements;
}
