import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client as PostgresClient } from 'pg';
import { actingAs, forTenants } from '../../src/kernel/context';
import { AppDatabase } from '../../src/platform/database/database';
import { AuditTrail } from '../../src/tenancy';
import { Product } from '../support/product';

interface AuditEvent {
  readonly id: string;
  readonly sequence: number;
  readonly occurredAt: string;
  readonly action: string;
  readonly actor: { readonly id: string; readonly name: string; readonly kind: string };
}

interface Page {
  readonly data: AuditEvent[];
  readonly nextCursor: string | null;
}

interface Verification {
  readonly intact: boolean;
  readonly events: number;
  readonly brokenAt: number | null;
}

describe('the audit trail', () => {
  let product: Product;
  let api: NestFastifyApplication;
  let tenantId: string;
  let acme: string;
  let tenants = 0;

  beforeAll(async () => {
    product = await Product.create();
    api = await product.startApi();
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    // Each test has a trail of its own, and what tampers with all of them finds no other.
    await product.database.query('TRUNCATE audit_event');
    product.logLines.length = 0;
    acme = `acme-${(tenants += 1)}`;
    tenantId = await product.addBareTenant(acme);
  });

  const record = (count: number, deed = {}, tenant = tenantId) =>
    forTenants([tenant], async () => {
      for (let n = 1; n <= count; n++) {
        await api.get(AppDatabase).transaction((transaction) =>
          api.get(AuditTrail).record(transaction, {
            action: 'channel.changed',
            target: { kind: 'thing', id: String(n), name: `Thing ${n}` },
            before: { n: n - 1 },
            after: { n },
            ...deed,
          }),
        );
      }
    });
  const verified = async () =>
    (await product.as('owner', acme).get<Verification>('/api/v1/audit-events/verification')).body;
  const list = (query = '') => product.as('owner', acme).get<Page>(`/api/v1/audit-events${query}`);

  it('says who did what to what, from where and in which request', async () => {
    const { userId } = await product.person('owner', acme);
    await product
      .as('owner', acme)
      .patch(
        '/api/v1/tenant',
        { name: 'Acme Inc' },
        { 'x-request-id': 'request-7', 'user-agent': 'Browser/1' },
      );
    const { body } = await list();
    expect(body.data).toEqual([
      {
        id: expect.any(String),
        sequence: 1,
        occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        actor: { kind: 'user', id: userId, name: `owner of ${acme}` },
        action: 'tenant.changed',
        target: { kind: 'tenant', id: tenantId, name: 'Acme Inc' },
        address: '127.0.0.1',
        userAgent: 'Browser/1',
        requestId: 'request-7',
        before: { name: acme },
        after: { name: 'Acme Inc' },
      },
    ]);
  });

  it('numbers what happens at the same time without a gap and without a branch', async () => {
    await Promise.all(Array.from({ length: 6 }, () => record(5)));
    const rows = await product.database.query<{ sequence: string }>(
      'SELECT sequence FROM audit_event WHERE tenant_id = $1 ORDER BY sequence',
      [tenantId],
    );
    expect(rows.map(({ sequence }) => Number(sequence))).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
    expect(await verified()).toMatchObject({ intact: true, events: 30, brokenAt: null });
  });

  it('is part of what it records: taken back together', async () => {
    const failed = forTenants([tenantId], () =>
      api.get(AppDatabase).transaction(async (transaction) => {
        await api
          .get(AuditTrail)
          .record(transaction, { action: 'channel.changed', target: { kind: 'thing' } });
        throw new Error('planted');
      }),
    );
    await expect(failed).rejects.toThrow('planted');
    await record(1);
    expect(await verified()).toMatchObject({ intact: true, events: 1 });
  });

  it('takes no secret, and says so loudly', async () => {
    for (const after of [{ accessToken: 'EAAG' }, { nested: [{ password: 'x' }] }]) {
      await expect(record(1, { after })).rejects.toThrow('A secret was about to be written');
    }
    expect(await verified()).toMatchObject({ events: 0 });
  });

  it('holds texts that PostgreSQL would refuse, and numbers of every kind', async () => {
    const after = {
      'ke\0y': 'a\0b\ud800',
      big: 1e21,
      small: 1e-7,
      zero: -0,
      list: [null, [{}]],
      none: undefined,
    };
    await record(1, { after, target: { kind: 'thing', name: 'n\0\udfff' } });
    const hostile = { kind: 'user', id: null, name: '\ud800\0', userAgent: 'x'.repeat(9_000) } as const;
    await actingAs(hostile, () => record(1));
    expect(await verified()).toMatchObject({ intact: true, events: 2 });
  });

  it.each(['parley_app', 'parley_system'])('cannot be changed by %s', async (role) => {
    await record(2);
    const url = role === 'parley_app' ? product.database.appUrl : product.database.systemUrl;
    for (const statement of [
      `UPDATE audit_event SET action = 'nothing.happened'`,
      'DELETE FROM audit_event',
      'TRUNCATE audit_event',
      'ALTER TABLE audit_event DISABLE ROW LEVEL SECURITY',
      'DROP TABLE audit_event',
    ]) {
      await expect(asRole(url, statement)).rejects.toThrow(/permission denied|must be owner/);
    }
    expect(await verified()).toMatchObject({ intact: true, events: 2 });
  });

  it.each([
    ['a changed action', `UPDATE audit_event SET action = 'nothing.happened' WHERE sequence = 3`, 3],
    [
      'a changed instant',
      `UPDATE audit_event SET occurred_at = occurred_at + '1 microsecond' WHERE sequence = 3`,
      3,
    ],
    ['a changed value', `UPDATE audit_event SET after = '{"n": 4}' WHERE sequence = 3`, 3],
    ['a name that was taken away', `UPDATE audit_event SET target_name = NULL WHERE sequence = 3`, 3],
    ['another actor', `UPDATE audit_event SET actor_id = gen_random_uuid() WHERE sequence = 3`, 3],
    ['a removed event', 'DELETE FROM audit_event WHERE sequence = 3', 3],
    ['a removed beginning', 'DELETE FROM audit_event WHERE sequence <= 2', 1],
    ['a removed end', 'DELETE FROM audit_event WHERE sequence = 5', 5],
    ['a removed end of several', 'DELETE FROM audit_event WHERE sequence >= 4', 4],
    ['nothing left', 'DELETE FROM audit_event', 1],
    [
      'two events in each other’s place',
      `UPDATE audit_event SET sequence = -sequence WHERE sequence IN (3, 4);
       UPDATE audit_event SET sequence = CASE sequence WHEN -3 THEN 4 ELSE 3 END WHERE sequence < 0`,
      3,
    ],
    [
      'a removed event, with the others moved up',
      `DELETE FROM audit_event WHERE sequence = 3; UPDATE audit_event SET sequence = 3 WHERE sequence = 4;
       UPDATE audit_event SET sequence = 4 WHERE sequence = 5`,
      3,
    ],
    [
      'an event that nobody recorded',
      `INSERT INTO audit_event SELECT tenant_id, gen_random_uuid(), 6, occurred_at, actor_kind, actor_id, actor_name,
         action, target_kind, target_id, target_name, address, user_agent, request_id, before, after, hash, hash
       FROM audit_event WHERE sequence = 5`,
      6,
    ],
    [
      'an end that was cut off, with its number',
      `DELETE FROM audit_event WHERE sequence = 5; UPDATE tenant SET audit_sequence = 4`,
      4,
    ],
  ])('shows %s, and where', async (_, tampering, brokenAt) => {
    await record(5);
    expect(await verified()).toMatchObject({ intact: true, events: 5, brokenAt: null });
    await product.database.query(tampering);
    expect(await verified()).toMatchObject({ intact: false, brokenAt });
    expect(
      await product.database.query('SELECT audit_broken_at::int AS at FROM tenant WHERE id = $1', [tenantId]),
    ).toEqual([{ at: brokenAt }]);
    expect(product.logLines.filter((line) => line.includes('the audit trail is broken'))).toHaveLength(1);
  });

  it('is read page by page, newest first, nothing twice and nothing left out', async () => {
    await record(7);
    const seen: number[] = [];
    for (let query = '?limit=3'; ;) {
      const { body } = await list(query);
      seen.push(...body.data.map(({ sequence }) => sequence));
      if (body.nextCursor === null) break;
      query = `?limit=3&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('is searched by who, what, of which kind and when', async () => {
    const { userId } = await product.person('owner', acme);
    await record(2);
    await product.as('owner', acme).patch('/api/v1/tenant', { name: 'Acme Inc' });
    await record(1);
    const all = (await list()).body.data;
    const numbers = async (query: string) => (await list(query)).body.data.map(({ sequence }) => sequence);
    expect(await numbers(`?actorId=${userId}`)).toEqual([3]);
    expect(await numbers('?action=channel.changed')).toEqual([4, 2, 1]);
    expect(await numbers('?targetKind=tenant')).toEqual([3]);
    const third = String(all[1]?.occurredAt);
    const at = encodeURIComponent(third);
    expect(await numbers(`?from=${at}`)).toContain(3);
    expect(await numbers(`?to=${at}`)).not.toContain(3);
    expect(await numbers(`?from=${at}&targetKind=thing&action=tenant.changed`)).toEqual([]);
  });

  it.each([
    '?actorId=me',
    '?action=%27%3B--',
    '?action=',
    '?targetKind=a&targetKind=b',
    '?from=yesterday',
    '?from=2026-02-30T00:00:00Z',
    '?to=0000-01-01T00:00:00Z',
    '?to=2026-W01-1',
    '?limit=1000',
    '?cursor=x',
    '?tenantId=01900000-0000-7000-8000-000000000000',
  ])('refuses the search %s', async (query) => {
    expect(await list(query)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  });

  it('is of its tenant alone, and read by those who may', async () => {
    const other = await product.addBareTenant('other');
    await record(2, {}, other);
    await record(1);
    expect((await list()).body.data).toHaveLength(1);
    expect(await verified()).toMatchObject({ events: 1 });
    for (const path of ['', '/export', '/verification']) {
      const answer = await product.as('agent', acme).get(`/api/v1/audit-events${path}`);
      expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
  });

  async function asRole(url: string, statement: string): Promise<void> {
    const client = new PostgresClient({ connectionString: url });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('parley.tenants', $1, true)`, [`{${tenantId}}`]);
      await client.query(statement);
    } finally {
      await client.end();
    }
  }
});
