import { forTenants } from '../../kernel/context';
import { createDataSource } from '../../platform/database/data-source';
import { AppDatabase } from '../../platform/database/database';
import { createLogger } from '../../platform/telemetry/logger';
import { ApiKeysRepository } from './api-keys.repository';
import { KeyUses } from './key-uses';

const SECOND_MS = 1_000;

/** Never connected: every attempt to write fails, and is logged. */
const away = new AppDatabase(createDataSource('postgres://nobody@127.0.0.1:9/none', 'away', 1));

describe('noting the use of an API key', () => {
  it.each([
    ['when it was never used', null, 1],
    ['when its last use was noted a minute ago', 61 * SECOND_MS, 1],
    ['not when its last use was noted less than a minute ago', 59 * SECOND_MS, 0],
  ])('asks the database %s', async (_name, agoMs, attempts) => {
    expect(await attemptsAt([agoMs])).toBe(attempts);
  });

  it('asks it once for many uses at the same time', async () => {
    expect(await attemptsAt([null, null, null])).toBe(1);
  });
});

/** How often the database was asked for uses of one key at the same time; each ago, or null for never. */
async function attemptsAt(lastUses: (number | null)[]): Promise<number> {
  const warnings: string[] = [];
  const logger = createLogger('test', 'warn', { write: (line) => void warnings.push(line) });
  const uses = new KeyUses(away, new ApiKeysRepository(), logger);
  forTenants(['01900000-0000-7000-8000-000000000001'], () => {
    for (const agoMs of lastUses) {
      uses.note(
        { id: 'key', lastUsedAt: agoMs === null ? null : new Date(Date.now() - agoMs) },
        '203.0.113.7',
      );
    }
  });
  await uses.onModuleDestroy();
  return warnings.length;
}
