import { AsyncLocalStorage } from 'node:async_hooks';

/** What is true of the piece of work that runs now: which tenants it may touch, and which log lines belong together. */
export interface WorkContext {
  readonly correlationId: string;
  readonly tenantIds: readonly string[];
}

const storage = new AsyncLocalStorage<WorkContext>();

export class MissingTenant extends Error {
  constructor() {
    super('This code needs a tenant, but none was set for the work that runs now.');
  }
}

export function inContext<T>(context: WorkContext, work: () => T): T {
  return storage.run(context, work);
}

/** Runs `work` for exactly these tenants; the correlation id stays that of the caller. */
export function forTenants<T>(tenantIds: readonly string[], work: () => T): T {
  return storage.run(
    { correlationId: storage.getStore()?.correlationId ?? crypto.randomUUID(), tenantIds },
    work,
  );
}

export function currentContext(): WorkContext | undefined {
  return storage.getStore();
}

/** @throws MissingTenant when no tenant was set: there is no query without one. */
export function currentTenants(): readonly string[] {
  const tenantIds = storage.getStore()?.tenantIds ?? [];
  if (tenantIds.length === 0) throw new MissingTenant();
  return tenantIds;
}

/** @throws MissingTenant unless the work runs for exactly one tenant. */
export function currentTenant(): string {
  const [tenantId, ...others] = currentTenants();
  if (tenantId === undefined || others.length > 0) throw new MissingTenant();
  return tenantId;
}
