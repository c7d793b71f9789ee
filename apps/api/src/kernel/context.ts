import { AsyncLocalStorage } from 'node:async_hooks';

/** Who has the work done, as the audit trail names them. */
export interface Actor {
  readonly kind: 'user' | 'api_key' | 'system';
  /** Null for the system. */
  readonly id: string | null;
  readonly name: string;
  /** Where the request came from. */
  readonly address?: string | undefined;
  readonly userAgent?: string | undefined;
  /** What an API key was given; people have a role instead. */
  readonly scopes?: readonly string[] | undefined;
}

/** What is true of the piece of work that runs now: which tenants it may touch, for whom, and which log lines belong together. */
export interface WorkContext {
  readonly correlationId: string;
  readonly tenantIds: readonly string[];
  readonly actor?: Actor;
}

const SYSTEM_ACTOR: Actor = { kind: 'system', id: null, name: 'Parley' };

const storage = new AsyncLocalStorage<WorkContext>();

export class MissingTenant extends Error {
  constructor() {
    super('This code needs a tenant, but none was set for the work that runs now.');
  }
}

export function inContext<T>(context: WorkContext, work: () => T): T {
  return storage.run(context, work);
}

/** Runs `work` for exactly these tenants; the correlation id and the actor stay those of the caller. */
export function forTenants<T>(tenantIds: readonly string[], work: () => T): T {
  return storage.run({ correlationId: crypto.randomUUID(), ...storage.getStore(), tenantIds }, work);
}

/** Runs `work` in the name of that actor. */
export function actingAs<T>(actor: Actor, work: () => T): T {
  return storage.run(
    { correlationId: crypto.randomUUID(), tenantIds: [], ...storage.getStore(), actor },
    work,
  );
}

export function currentContext(): WorkContext | undefined {
  return storage.getStore();
}

/** The system when nobody else has the work done. */
export function currentActor(): Actor {
  return storage.getStore()?.actor ?? SYSTEM_ACTOR;
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
