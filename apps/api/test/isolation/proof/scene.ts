import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { newId } from '../../../src/kernel/ids';
import { SecretBox } from '../../../src/platform/crypto/secret-box';
import { META } from '../../support/meta';
import { Product } from '../../support/product';
import { Caller, callersOf, memberOfBoth } from './callers';
import { Evidence } from './evidence';
import { missingRows } from './fullness';
import { KnownIds } from './known-ids';
import { Document, Operation, operationsOf } from './operations';
import { RequestMaker } from './requests';
import { storeFiles } from './stored-files';
import { fillTenant, FullTenant } from './tenant-rows';
import { Witness } from './witness';

/** Two full tenants, all who may call, all that can be called, and somebody who watches. */
export interface Scene {
  readonly ours: FullTenant;
  readonly theirs: FullTenant;
  readonly operations: readonly Operation[];
  readonly maker: RequestMaker;
  readonly callers: readonly Caller[];
  readonly ownerOfBoth: Caller;
  readonly evidence: Evidence;
  readonly witness: Witness;
}

/** @throws Error when a tenant table has no row of the tenants: then nothing of it could be seen to leak */
export async function setTheScene(product: Product, app: NestFastifyApplication): Promise<Scene> {
  const { body: document } = await product.anonymous.get<Document>('/api/openapi.json');
  const { database } = product;
  const ours = await fillTenant(database, 'zq7ours', 3);
  const theirs = await fillTenant(database, 'zq7theirs', 7);
  for (const tenant of [ours, theirs]) await storeFiles(product, tenant);
  // Every data key is made now: one that is made for a request would be taken away after it.
  for (const tenantId of [ours.id, theirs.id, null]) {
    await app.get(SecretBox).seal('x', { tenantId, table: 'channel', column: 'access_token', row: newId() });
  }
  for (const [tenant, number] of [
    [ours, '7000000001'],
    [theirs, '7000000002'],
  ] as const) {
    await makeUsable(app, product, tenant.id, number);
  }
  // The number that the document gives as an example is to be free.
  await database.query(`UPDATE channel_route SET external_id = 'taken' WHERE external_id = $1`, [
    META.phoneNumberId,
  ]);
  const idsOf = new Map<FullTenant, KnownIds>();
  for (const tenant of [ours, theirs]) idsOf.set(tenant, await KnownIds.of(database, tenant));
  const callers = await callersOf(product, ours, theirs);
  const ownerOfBoth = await memberOfBoth(product, ours, theirs, 'owner');
  const missing = [...(await missingRows(database, ours)), ...(await missingRows(database, theirs))];
  if (missing.length > 0) throw new Error(`Fill these in tenant-rows.ts:\n${missing.join('\n')}`);
  const evidence = await Evidence.of(database);
  return {
    ours,
    theirs,
    operations: operationsOf(app, document),
    maker: new RequestMaker(document),
    callers,
    ownerOfBoth,
    evidence,
    witness: new Witness(product.apiUrl, idsOf, evidence),
  };
}

/**
 * One number of a tenant gets names such as Meta gives, and a token that can be opened: then Meta can be asked about it and
 * its templates, and who is made up can write to it.
 */
async function makeUsable(
  app: NestFastifyApplication,
  { database }: Product,
  tenantId: string,
  number: string,
): Promise<void> {
  const [channel] = await database.query<{ id: string }>(
    `SELECT id FROM channel WHERE tenant_id = $1 AND provider = 'whatsapp'`,
    [tenantId],
  );
  const row = channel?.id ?? '';
  const place = { tenantId, table: 'channel', column: 'access_token', row };
  const token = await app.get(SecretBox).seal(`a-token-for-the-number-${number}`, place);
  await database.query(
    'UPDATE channel SET external_id = $2, account_id = $2, access_token = $3, simulated = true WHERE id = $1',
    [row, number, token],
  );
  await database.query('UPDATE channel_route SET external_id = $2, account_id = $2 WHERE channel_id = $1', [
    row,
    number,
  ]);
  await database.query(`UPDATE template SET account_id = $2 WHERE tenant_id = $1 AND provider = 'whatsapp'`, [
    tenantId,
    number,
  ]);
}
