import { TestDatabase } from './test-database';

export interface RecordedDeed {
  readonly action: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly target_name: string | null;
  readonly actor_name: string;
}

/** What a tenant's record says, oldest first. */
export function recordedIn(database: TestDatabase, tenantId: string): Promise<RecordedDeed[]> {
  return database.query(
    'SELECT action, before, after, target_name, actor_name FROM audit_event WHERE tenant_id = $1 ORDER BY sequence',
    [tenantId],
  );
}

/** What is recorded in the tenant while `act` runs. */
export async function recordedWhile(
  database: TestDatabase,
  tenantId: string,
  act: () => Promise<unknown>,
): Promise<RecordedDeed[]> {
  const before = await recordedIn(database, tenantId);
  await act();
  return (await recordedIn(database, tenantId)).slice(before.length);
}
