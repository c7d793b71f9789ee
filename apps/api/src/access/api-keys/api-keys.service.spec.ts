import { Environment } from '../../platform/config/environment';
import { createDataSource } from '../../platform/database/data-source';
import { AppDatabase, DatabaseAway } from '../../platform/database/database';
import { Realtime } from '../../platform/realtime/realtime';
import { createLogger } from '../../platform/telemetry/logger';
import { AuditTrail, TenantsRepository } from '../../tenancy';
import { newApiKeyToken } from './api-key-token';
import { ApiKeysRepository } from './api-keys.repository';
import { ApiKeysService } from './api-keys.service';
import { KeyUses } from './key-uses';

const TENANT = '01900000-0000-7000-8000-000000000001';

/** Never connected: whatever asks it anything fails. */
const away = new AppDatabase(createDataSource('postgres://nobody@127.0.0.1:9/none', 'away', 1));

describe('finding an API key', () => {
  const repository = new ApiKeysRepository();
  const uses = new KeyUses(away, repository, createLogger('test', 'silent'));
  const environment = { INSTALLATION: 'live' } as Environment;
  const keys = new ApiKeysService(
    environment,
    away,
    repository,
    {} as TenantsRepository,
    uses,
    {} as AuditTrail,
    {} as Realtime,
  );

  it('asks the database for one that can be ours', async () => {
    await expect(keys.find(newApiKeyToken('live', TENANT), '127.0.0.1')).rejects.toThrow(DatabaseAway);
  });

  it('does not ask it for one with a wrong checksum, or of another shape', async () => {
    const token = newApiKeyToken('live', TENANT);
    const mistyped = token.slice(0, -1) + (token.endsWith('0') ? '1' : '0');
    for (const wrong of [mistyped, 'parley_live_', '', 'x'.repeat(10_000)]) {
      expect(await keys.find(wrong, '127.0.0.1')).toBeNull();
    }
  });

  it('does not ask it for one of another installation', async () => {
    await expect(keys.find(newApiKeyToken('test', TENANT), '127.0.0.1')).rejects.toMatchObject({
      status: 401,
      code: 'wrong_environment',
    });
  });
});
