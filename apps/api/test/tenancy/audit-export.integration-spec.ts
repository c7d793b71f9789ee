import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { forTenants } from '../../src/kernel/context';
import { AuditEventsRepository } from '../../src/tenancy/audit/audit-events.repository';
import { AuditExport } from '../../src/tenancy/audit/audit-export';
import { Product } from '../support/product';

const PATH = '/api/v1/audit-events/export';

describe('the audit trail as a file', () => {
  let product: Product;
  let api: NestFastifyApplication;

  beforeAll(async () => {
    product = await Product.create();
    await product.addBareTenant('acme');
    api = await product.startApi();
    for (const name of ['=1+1', 'a "b", c', 'last']) {
      await product.as('owner', 'acme').patch('/api/v1/tenant', { name });
    }
  });
  afterAll(() => product.stop());

  it('is NDJSON, oldest first, and ends with its own export', async () => {
    const { status, headers, body } = await product.as('owner', 'acme').get<string>(`${PATH}?format=ndjson`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^application\/x-ndjson/);
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="audit-trail-acme-\d{4}-\d\d-\d\d\.ndjson"$/,
    );
    const events = body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events).toMatchObject([
      { sequence: 1, after: { name: '=1+1' } },
      { sequence: 2, after: { name: 'a "b", c' } },
      { sequence: 3, after: { name: 'last' } },
      { sequence: 4, action: 'audit_trail.exported' },
    ]);
    const hashes = await product.database.query<{ hash: string }>(
      `SELECT encode(hash, 'hex') AS hash FROM audit_event JOIN tenant ON tenant.id = tenant_id
       WHERE slug = 'acme' ORDER BY sequence`,
    );
    expect(events.map(({ hash }) => hash)).toEqual(hashes.map(({ hash }) => hash));
  });

  it('is CSV that no spreadsheet runs', async () => {
    const { headers, body } = await product.as('owner', 'acme').get<string>(`${PATH}?action=tenant.changed`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = body.trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^"sequence","occurred_at","actor_kind"/);
    expect(lines[1]).toContain(`"tenant","`);
    expect(lines[1]).toContain(`"'=1+1"`);
    expect(lines[2]).toContain(`"a ""b"", c"`);
  });

  it.each(['?format=xml', '?format=csv&format=ndjson', '?limit=3', '?from=yesterday'])(
    'is refused for %s',
    async (query) => {
      const answer = await product.as('owner', 'acme').get(PATH + query);
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    },
  );

  it('is for people who have just proved who they are', async () => {
    const { userId } = await product.person('admin', 'acme');
    await product.database.query(
      `UPDATE session SET confirmed_at = now() - interval '16 minutes' WHERE user_id = $1`,
      [userId],
    );
    expect(await product.as('admin', 'acme').get(PATH)).toMatchObject({
      status: 403,
      body: { code: 'confirmation_required' },
    });
  });

  it('is read as fast as it is taken, and no further: a long trail is never in memory', async () => {
    const tenantId = await product.addBareTenant('long');
    await product.database.query(
      `INSERT INTO audit_event (tenant_id, id, sequence, occurred_at, actor_kind, actor_name, action, target_kind,
         after, previous_hash, hash)
       SELECT $1, gen_random_uuid(), n, now(), 'system', 'Parley', 'thing.changed', 'thing',
         jsonb_build_object('text', repeat('x', 500)), '', '' FROM generate_series(1, 20000) AS n`,
      [tenantId],
    );
    await product.database.query('UPDATE tenant SET audit_sequence = 20000 WHERE id = $1', [tenantId]);
    const reads = jest.spyOn(api.get(AuditEventsRepository), 'chain');
    const { stream } = await forTenants([tenantId], () => api.get(AuditExport).open('ndjson', {}));
    const lines = stream[Symbol.asyncIterator]();
    await lines.next();
    await product.as('owner', 'long').get('/api/v1/tenant');
    expect(reads.mock.calls.length).toBeLessThan(5);
    let count = 0;
    const whole = await product.as('owner', 'long').fetch(`${PATH}?format=ndjson`);
    for await (const part of whole.body ?? [])
      count += Buffer.from(part as Uint8Array).filter((byte) => byte === 10).length;
    expect(count).toBe(20_002);
    stream.destroy();
  });

  it('stops being read when nobody takes it any more', async () => {
    const complaints = product.complaints().length;
    const response = await product.as('owner', 'long').fetch(`${PATH}?format=ndjson`);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(await product.as('owner', 'long').get('/api/v1/tenant')).toMatchObject({ status: 200 });
    expect(product.complaints().slice(complaints)).toEqual([]);
  });
});
