import { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { ManagementGraph } from '../support/management-graph';
import { Product } from '../support/product';
import { CapturedQuery, queriesDuring, withoutTenants } from './captured-queries';
import { inGoodFaith } from './proof/attacker';
import { findDraft } from './proof/drafting';
import { Scene, setTheScene } from './proof/scene';
import { FullTenant } from './proof/tenant-rows';
import { SYSTEM_TABLES, tenantTables } from './schema-audit';

/** What parley_system sees of all tenants at once, and why. Of every other table it sees the tenants that were set. */
const SEEN_ACROSS_TENANTS: Record<string, string> = {
  app_user: 'people sign in before there is a tenant',
  channel: 'numbers that are held, and of which nobody was told, are looked for',
  channel_route: 'what comes in names an address, and this says whose it is',
  data_key: 'keys are rotated for the whole installation; they are wrapped',
  dead_letter: 'the operator looks at what could not be applied, whosever it is',
  idempotency_record: 'what is past its time is deleted, whosever it is',
  inbox_event: 'lanes are worked off in the order of receipt',
  media: 'fetchers ask who has files to fetch',
  membership: 'the way in asks which tenants a person is a member of',
  message: 'senders ask who has something to send',
  sender_lease: 'senders take what nobody else holds, whosever it is',
  session: 'the way in asks whose cookie it is',
  sliding_window: 'senders keep to a limit that they share, each to that of its own number',
  template_sync: 'accounts that are to be asked for their templates are looked for',
  tenant: 'the way in asks which tenant has that name',
};

describe('the policies below the queries', () => {
  let graph: ManagementGraph;
  let product: Product;
  let scene: Scene;
  let queries: CapturedQuery[];

  beforeAll(async () => {
    graph = await ManagementGraph.start();
    product = await Product.create({ ...graph.settings, RATE_LIMIT_PER_MINUTE: '1000000' });
    scene = await setTheScene(product, await product.startApi());
    const { callers, operations, maker, witness } = scene;
    const insiders = callers.filter(({ home }) => home === scene.ours);
    queries = await queriesDuring('parley_app', async () => {
      for (const operation of operations) {
        const draft = await findDraft(operation, insiders, maker, witness);
        if (operation.method !== 'POST') continue;
        for (const caller of insiders) {
          const headers = { 'idempotency-key': newId() };
          await witness.send(operation, caller, inGoodFaith(caller, { ...draft, headers }));
        }
      }
    });
  });
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  /** The values that the other tenant would have in their place. */
  function mirrored(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(mirrored);
    if (typeof value !== 'string') return value;
    const { ours, theirs, witness } = scene;
    const ids = witness.ids(ours);
    return ids
      .all()
      .reduce((text, id) => text.replaceAll(id, ids.mirrored(id, witness.ids(theirs))), value)
      .replaceAll(ours.slug, theirs.slug);
  }

  const wordsOf = (tenant: FullTenant) => [tenant.slug, ...scene.witness.ids(tenant).all()];
  const foreignWords = () => {
    const known = wordsOf(scene.ours);
    return wordsOf(scene.theirs).filter((word) => !known.includes(word));
  };

  it('were tried with the statements of every operation', () => {
    const scoped = queries.filter((query) => withoutTenants(query) !== query.sql);
    expect(scoped.length).toBeGreaterThan(20);
    const left = queries.filter((query) => /tenant_id"? = /.test(withoutTenants(query)));
    expect(left.map(({ sql }) => sql)).toEqual([]);
  });

  it('hold when every predicate on the tenant is taken out of every statement', async () => {
    const faults: string[] = [];
    for (const query of queries.filter(
      ({ sql }) => / /.test(sql) && !/^(START|SET|SELECT set_config)/.test(sql),
    )) {
      const sql = withoutTenants(query);
      for (const values of [query.values, query.values.map(mirrored)]) {
        const shown = JSON.stringify(await answerFor(scene.ours, sql, values));
        const told = foreignWords().find(
          (word) => shown.includes(word) && !JSON.stringify(values).includes(word),
        );
        if (told !== undefined) faults.push(`${sql} shows ${told}`);
        const changes = await scene.evidence.changesOf(scene.theirs);
        if (changes.length > 0) faults.push(`${sql} changes ${changes.join('; ')}`);
        await scene.evidence.restore();
      }
    }
    expect(faults).toEqual([]);
  });

  it('show parley_app no row of another tenant in any table, and none at all without a tenant', async () => {
    for (const table of await tablesOf('parley_app')) {
      const shown = JSON.stringify(await answerFor(scene.ours, `SELECT * FROM ${table}`, []));
      expect([table, foreignWords().filter((word) => shown.includes(word))]).toEqual([table, []]);
      expect([table, await answerFor(null, `SELECT * FROM ${table}`, [])]).toEqual([
        table,
        { rows: [], count: 0 },
      ]);
    }
  });

  it('show parley_system across tenants what was reviewed, and no more', async () => {
    const seen: string[] = [];
    for (const table of await tablesOf('parley_system', [...wholeTables(), ...SYSTEM_TABLES])) {
      const { rows } = await answerFor(null, `SELECT * FROM ${table}`, [], product.database.systemUrl);
      const shown = JSON.stringify(rows);
      if (wordsOf(scene.theirs).some((word) => shown.includes(word))) seen.push(table);
    }
    expect(seen.sort()).toEqual(Object.keys(SEEN_ACROSS_TENANTS));
  });

  it('show parley_system of messages and files only that they wait, and of remembered answers only those past their time', async () => {
    const ask = async (sql: string) => (await answerFor(null, sql, [], product.database.systemUrl)).rows;
    expect(await ask('SELECT DISTINCT direction, state FROM message')).toEqual([
      { direction: 'outbound', state: 'queued' },
    ]);
    expect(await ask('SELECT DISTINCT state FROM media')).toEqual([{ state: 'waiting' }]);
    expect(await ask('SELECT DISTINCT expires_at <= now() AS past FROM idempotency_record')).toEqual([
      { past: true },
    ]);
  });

  it('let nobody change or delete a row without its tenant, but for what is past its time', async () => {
    const changed: string[] = [];
    for (const table of await tenantTables(product.database)) {
      for (const url of [product.database.appUrl, product.database.systemUrl]) {
        for (const sql of [`UPDATE ${table} SET tenant_id = tenant_id`, `DELETE FROM ${table}`]) {
          const { count } = await answerFor(null, sql, [], url);
          if (count > 0) changed.push(`${sql}: ${count}`);
        }
      }
    }
    await scene.evidence.restore();
    expect(changed).toEqual(['DELETE FROM idempotency_record: 2']);
  });

  const wholeTables = () => scene.evidence.tableNames();

  async function tablesOf(role: string, among = wholeTables()): Promise<string[]> {
    const rows = await product.database.query<{ name: string }>(
      `SELECT DISTINCT name FROM unnest($2::text[]) AS name
       WHERE has_table_privilege($1, format('public.%I', name), 'SELECT') ORDER BY 1`,
      [role, among],
    );
    return rows.map(({ name }) => name);
  }

  /** What a serving role gets for one tenant or for none. A refusal is an answer without rows. */
  async function answerFor(
    tenant: FullTenant | null,
    sql: string,
    values: readonly unknown[],
    url = product.database.appUrl,
  ): Promise<{ rows: unknown[]; count: number }> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('BEGIN');
      if (tenant !== null)
        await client.query(`SELECT set_config('parley.tenants', $1, true)`, [`{${tenant.id}}`]);
      const { rows, rowCount } = await client.query(sql, [...values]);
      await client.query('COMMIT');
      return { rows, count: rowCount ?? 0 };
    } catch (error) {
      // 42501: the policies or the grants refuse it. 23503, 23505: a key does.
      const { code, message } = error as { code?: string; message: string };
      if (!['42501', '23503', '23505'].includes(code ?? ''))
        throw new Error(`${message} in ${sql}`, { cause: error });
      return { rows: [], count: 0 };
    } finally {
      await client.end();
    }
  }
});
