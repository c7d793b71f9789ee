import { Observable } from 'rxjs';

/** Something in a tenant changed. A hint: whoever hears it fetches again, and missing one costs freshness only. */
export interface Change {
  readonly tenantId: string;
  readonly conversationId: string;
}

/** Carries changes between processes. */
export abstract class Realtime {
  /** Sends after the commit; never fails, since a hint may be lost. */
  abstract publish(changes: readonly Change[]): Promise<void>;
  /** The changes of one tenant, from now on. */
  abstract changesOf(tenantId: string): Observable<Change>;
  /** The listening connection was lost and is back: changes may have been missed. */
  abstract readonly gaps: Observable<void>;
  abstract start(): Promise<void>;
  abstract stop(): Promise<void>;
}
