// A process of its own: the statement of the conversation list, with and without the tenant around it, in turns.
import { env } from 'node:process';
import { appDatabase, forTenants, listConversations, openPool, POOL } from './product.ts';

const [rounds = '5', seconds = '2', limit = '51'] = process.argv.slice(2);
const bare = await openPool(env['BARE_URL'] ?? '', 'bench-bare');
const tenancy = appDatabase(await openPool(env['DATABASE_APP_URL'] ?? '', 'bench-app'));
const tenants = (
  (await bare.query(`SELECT id FROM tenant WHERE slug LIKE 'bench-%'`)) as { id: string }[]
).map(({ id }) => id);

const ways: Record<string, (tenantId: string) => Promise<unknown[]>> = {
  bare: (tenantId) => forTenants([tenantId], () => listConversations(bare.manager, Number(limit))),
  reading: (tenantId) =>
    forTenants([tenantId], () =>
      tenancy.reading((transaction) => listConversations(transaction, Number(limit))),
    ),
  transaction: (tenantId) =>
    forTenants([tenantId], () =>
      tenancy.transaction((transaction) => listConversations(transaction, Number(limit))),
    ),
};

const rates: Record<string, number[]> = {};
for (let round = 0; round <= Number(rounds); round += 1) {
  for (const [name, ask] of Object.entries(ways)) {
    const rate = await ratePerSecond(ask, round === 0 ? 1 : Number(seconds));
    if (round > 0) (rates[name] ??= []).push(rate);
  }
}
process.stdout.write(JSON.stringify(rates));
process.exit();

async function ratePerSecond(
  ask: (tenantId: string) => Promise<unknown[]>,
  forSeconds: number,
): Promise<number> {
  const start = performance.now();
  let asked = 0;
  const lane = async (first: number): Promise<void> => {
    for (let turn = first; performance.now() - start < forSeconds * 1000; turn += 1) {
      const rows = await ask(tenants[turn % tenants.length] ?? '');
      if (rows.length !== Number(limit)) throw new Error(`The statement answered ${rows.length} rows.`);
      asked += 1;
    }
  };
  await Promise.all(Array.from({ length: POOL }, (_, index) => lane(index)));
  return asked / ((performance.now() - start) / 1000);
}
