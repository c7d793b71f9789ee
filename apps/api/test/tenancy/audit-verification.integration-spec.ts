import { getQueueToken } from '@nestjs/bullmq';
import { Queue } from 'bullmq';
import { forTenants } from '../../src/kernel/context';
import { TenantJobData } from '../../src/platform/queue/tenant-job';
import { TenantsRepository } from '../../src/tenancy';
import { AuditSweep } from '../../src/tenancy/audit/audit-sweep';
import { AuditVerification } from '../../src/tenancy/audit/audit-verification';
import { AUDIT_QUEUE } from '../../src/tenancy/audit/verify-audit-trail.job';
import { eventually } from '../support/eventually';
import { Product } from '../support/product';

describe('the worker goes through every audit trail that is due', () => {
  let product: Product;

  beforeEach(async () => {
    product = await Product.create();
    await product.startApi();
  });
  afterEach(() => product.stop());

  const verifiedAt = async (tenantId: string) => {
    const [row] = await product.database.query<{ at: Date | null; broken: number | null }>(
      'SELECT audit_verified_at AS at, audit_broken_at::int AS broken FROM tenant WHERE id = $1',
      [tenantId],
    );
    return row;
  };
  const wasVerified = (tenantId: string) =>
    eventually('the trail was verified', async () => {
      const row = await verifiedAt(tenantId);
      return row?.at !== null && row;
    });

  it('of each tenant for itself, and says in the log which one is broken and where', async () => {
    const [ours, theirs] = [await product.addBareTenant('ours'), await product.addBareTenant('theirs')];
    for (const slug of ['ours', 'theirs']) {
      await product.as('owner', slug).patch('/api/v1/tenant', { name: 'One' });
      await product.as('owner', slug).patch('/api/v1/tenant', { name: 'Two' });
    }
    await product.database.query('DELETE FROM audit_event WHERE tenant_id = $1 AND sequence = 2', [theirs]);
    const before = product.complaints().length;
    const complaints = () =>
      product
        .complaints()
        .slice(before)
        .map((line) => JSON.parse(line) as object);
    await product.startWorker();
    expect((await wasVerified(ours)).broken).toBeNull();
    expect((await wasVerified(theirs)).broken).toBe(2);
    // It is said after it is written down.
    await eventually('it is said in the log', () => complaints().length > 0);
    expect(complaints()).toMatchObject([
      { level: 'error', msg: 'the audit trail is broken', tenantId: theirs, brokenAt: 2 },
    ]);
  });

  it('once a day, not at every start', async () => {
    const [recent, older] = [await product.addBareTenant('recent'), await product.addBareTenant('older')];
    await product.database.query(
      `UPDATE tenant SET audit_verified_at = now() - CASE slug WHEN 'older' THEN interval '25 hours' ELSE interval '23 hours' END`,
    );
    const worker = await product.startWorker();
    const yesterday = new Date(Date.now() - 24 * 3_600_000);
    await eventually('the older one was verified', async () => {
      const { at } = (await verifiedAt(older)) ?? {};
      return at && at > yesterday;
    });
    expect(await worker.get(TenantsRepository).findAcrossTenantsVerifiedBefore(yesterday)).toEqual([]);
    const dayBefore = await worker
      .get(TenantsRepository)
      .findAcrossTenantsVerifiedBefore(new Date(Date.now() - 22 * 3_600_000));
    expect(dayBefore).toContainEqual({ id: recent });
    expect(dayBefore).not.toContainEqual({ id: older });
  });

  it('once, when it is asked twice', async () => {
    const tenantId = await product.addBareTenant('ours');
    const worker = await product.startWorker();
    const { at } = await wasVerified(tenantId);
    await forTenants([tenantId], () => worker.get(AuditVerification).verifyIfDue());
    expect((await verifiedAt(tenantId))?.at).toEqual(at);
  });

  it('for those alone that are due', async () => {
    const [recent, older] = [await product.addBareTenant('recent'), await product.addBareTenant('older')];
    const worker = await product.startWorker();
    await Promise.all([recent, older, product.tenantId].map(wasVerified));
    await product.database.query(
      `UPDATE tenant SET audit_verified_at = now() - interval '25 hours' WHERE slug = 'older'`,
    );
    const queue = worker.get<Queue<TenantJobData>>(getQueueToken(AUDIT_QUEUE));
    await queue.pause();
    await worker.get(AuditSweep).sweep();
    const jobs = await queue.getJobs(['waiting']);
    expect(jobs.map(({ name, data }) => [name, data])).toEqual([
      ['verify-audit-trail', { tenantId: older, payload: {} }],
    ]);
    await queue.resume();
  });
});
