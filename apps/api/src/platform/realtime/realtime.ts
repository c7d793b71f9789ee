import { Observable } from 'rxjs';

/** Something in a tenant changed. A hint: whoever hears it fetches again, and missing one costs freshness only. */
export type Change = ConversationChange | ChannelChange | TemplateChange;

export interface ConversationChange {
  readonly tenantId: string;
  readonly conversationId: string;
}

/** Of a channel itself: its settings, or whether it can send. */
export interface ChannelChange {
  readonly tenantId: string;
  readonly channelId: string;
}

/** Of a template: its words, or what the provider says of it. */
export interface TemplateChange {
  readonly tenantId: string;
  readonly templateId: string;
}

/** How often something of a tenant was used. A hint as well: whoever misses it does not know of that use. */
export interface Usage {
  readonly tenantId: string;
  readonly subject: string;
  readonly times: number;
}

/** Carries changes, revocations, usages and what is stale between processes. */
export abstract class Realtime {
  /** Sends after the commit; never fails, since a hint may be lost. */
  abstract publish(changes: readonly Change[]): Promise<void>;
  /** The changes of one tenant, from now on. */
  abstract changesOf(tenantId: string): Observable<Change>;
  /**
   * Says that whoever has one of these ids (a session, a person, an API key) may have lost what they could do, so that
   * what is open for them is closed in every process. Sends after the commit; never fails.
   */
  abstract revoke(ids: readonly string[]): Promise<void>;
  /** The ids that were revoked in any process, this one included, from now on. */
  abstract readonly revoked: Observable<string>;
  /** Tells every other process what was used in this one; never fails, since a hint may be lost. */
  abstract tellUsages(usages: readonly Usage[]): Promise<void>;
  /** What was used in other processes, from now on. */
  abstract readonly usages: Observable<Usage>;
  /**
   * Tells every other process the names in the cache of what was written in this one. Sends after the commit; never fails,
   * since whoever does not hear of it finds out within a second.
   */
  abstract tellStale(names: readonly string[]): Promise<void>;
  /** The names of what was written in other processes, from now on. */
  abstract readonly stale: Observable<string>;
  /** The listening connection was lost and is back: whatever is told may have been missed. */
  abstract readonly gaps: Observable<void>;
  abstract start(): Promise<void>;
  abstract stop(): Promise<void>;
}
