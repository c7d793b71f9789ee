import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../../kernel/context';
import { Transaction } from '../../../platform/database/transaction';
import { newestNews } from '../../account-events/newest-news';
import { LastWords } from '../../consent/consent';
import { LAST_WORD } from '../../consent/consent.repository';
import { AccountNews } from '../../communication-adapter';
import { TemplateCategory } from './template-category';

/** All that is known that decides whether these messages may go out. Times are milliseconds since 1970. */
export interface GateFacts {
  /** By the clock of the database. */
  readonly nowMs: number;
  readonly channel: {
    readonly provider: string;
    readonly accountId: string;
    /** Why nothing is sent from it now; null: it is tried. */
    readonly heldCode: string | null;
    /** For how long it has been held, the tries in between included; null: it is not. */
    readonly heldMs: number | null;
    /** Its address is not the tenant's any more. */
    readonly isDisconnected: boolean;
    readonly news: readonly AccountNews[] | null;
  };
  readonly policy: {
    readonly quietFrom: number | null;
    readonly quietTo: number | null;
    readonly timeZone: string;
    readonly marketingLimit: number | null;
    readonly marketingDays: number;
  };
  /** Whom all numbers of the account have begun to write to within 24 h. Only counted where a limit is known. */
  readonly begun: { readonly people: number; readonly firstAtMs: number | null };
  readonly messages: readonly FactsOfMessage[] | null;
}

export interface FactsOfMessage extends LastWords {
  readonly id: string;
  readonly contactId: string;
  /** Since it was queued. */
  readonly waitedMs: number;
  readonly category: TemplateCategory | null;
  /** What its provider has of its template; null: it is made of none, or of one that we do not know. */
  readonly template: { readonly status: string; readonly pausedUntilMs: number | null } | null;
  /** Within 24 h; null: they have not written. */
  readonly lastInboundAtMs: number | null;
  /** 72 h after the first answer to somebody who came from an advert; null: none. */
  readonly freeEntryUntilMs: number | null;
  /** The last marketing messages to this person in the tenant's days, newest first; at most as many as are allowed. */
  readonly marketingAtMs: readonly number[] | null;
  /** This person is one of those whom the account has begun to write to. */
  readonly isBegun: boolean;
}

@Injectable()
export class GateFactsRepository {
  /**
   * Of queued or just claimed messages of one channel of the current tenant, in one statement, however many they are.
   * `fields`: what news of the account are asked for.
   */
  async of(
    transaction: Transaction,
    channelId: string,
    messageIds: readonly string[],
    fields: readonly string[],
  ): Promise<GateFacts> {
    const [row]: { facts: GateFacts }[] = await transaction.query(FACTS, [
      currentTenant(),
      channelId,
      messageIds,
      fields,
    ]);
    if (row === undefined) throw new Error('Nothing is known of this channel.');
    return row.facts;
  }

  /** Notes whom the account has begun to write to, again where that was long ago. */
  async begin(
    transaction: Transaction,
    { provider, accountId }: Pick<GateFacts['channel'], 'provider' | 'accountId'>,
    contactIds: readonly string[],
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO begun_contact AS known (tenant_id, provider, account_id, contact_id, begun_at)
       SELECT $1, $2, $3, contact_id, clock_timestamp() FROM unnest($4::uuid[]) AS given (contact_id)
       ORDER BY contact_id
       ON CONFLICT (tenant_id, provider, account_id, contact_id) DO UPDATE SET begun_at = EXCLUDED.begun_at
         WHERE known.begun_at <= now() - interval '1 day'`,
      [currentTenant(), provider, accountId, contactIds],
    );
  }

  /** A message that is queued waits, and says why. `afterMs` null: for whatever its channel waits for. */
  async hold(
    transaction: Transaction,
    id: string,
    { afterMs, code, reason }: { afterMs: number | null; code: string; reason: string },
  ): Promise<void> {
    await transaction.query(
      `UPDATE message SET failure_code = $4, failure_reason = $5,
         next_attempt_at = clock_timestamp() + coalesce($3::float8, 0) * interval '1 ms'
       WHERE tenant_id = $1 AND id = $2 AND state = 'queued'`,
      [currentTenant(), id, afterMs, code, reason],
    );
  }
}

const MS = (time: string): string => `extract(epoch FROM ${time})::float8 * 1000`;

const LAST_INBOUND = `
  SELECT ${MS('inbound.occurred_at')} FROM message inbound
  WHERE inbound.tenant_id = $1 AND inbound.conversation_id = message.conversation_id AND inbound.direction = 'inbound'
    AND inbound.origin = 'live' AND inbound.occurred_at > now() - interval '1 day'
  ORDER BY inbound.occurred_at DESC LIMIT 1`;

// Received times are up to a second late (see occurrenceOf).
const FREE_ENTRY = `
  SELECT max(${MS('answer.sent_at')} + 72 * 3600000)
  FROM message advert CROSS JOIN LATERAL (
    SELECT min(sent_at) AS sent_at FROM message answer
    WHERE answer.tenant_id = $1 AND answer.conversation_id = advert.conversation_id AND answer.direction = 'outbound'
      AND answer.occurred_at > advert.occurred_at - interval '1 second' AND answer.sent_at IS NOT NULL) AS answer
  WHERE advert.tenant_id = $1 AND advert.conversation_id = message.conversation_id AND advert.from_advert
    AND advert.occurred_at > now() - interval '4 days' AND answer.sent_at < advert.occurred_at + interval '1 day'`;

// Also what is on its way, or may have arrived.
const MARKETING = `
  SELECT json_agg(at ORDER BY at DESC) FROM (
    SELECT ${MS('coalesce(sent.sent_at, sent.claimed_at)')} AS at
    FROM conversation theirs JOIN message sent ON sent.tenant_id = $1 AND sent.conversation_id = theirs.id
    WHERE theirs.tenant_id = $1 AND theirs.contact_id = conversation.contact_id AND sent.category = 'marketing'
      AND sent.failed_at IS NULL AND sent.id <> ALL ($3::uuid[])
      AND (sent.sent_at IS NOT NULL OR sent.state IN ('sending', 'unknown'))
      AND coalesce(sent.sent_at, sent.claimed_at) > now() - policy.marketing_days * interval '1 day'
    ORDER BY 1 DESC LIMIT policy.marketing_limit) AS latest`;

const TEMPLATE = `
  SELECT json_build_object('status', known.status, 'pausedUntilMs', ${MS('known.paused_until')}) FROM template known
  WHERE known.tenant_id = $1 AND known.provider = channel.provider AND known.account_id = channel.account_id
    AND known.key = message.template`;

// Each by its key alone: asked for all ids at once, the planner may look for them among all messages of the tenant.
const MESSAGES = `
  SELECT json_agg(json_build_object('id', message.id, 'contactId', conversation.contact_id, 'category', message.category,
    'waitedMs', ${MS('clock_timestamp() - message.created_at')},
    'template', (${TEMPLATE}), 'lastInboundAtMs', (${LAST_INBOUND}), 'freeEntryUntilMs', (${FREE_ENTRY}),
    'all', ${LAST_WORD('all', 'conversation.contact_id')}, 'marketing', ${LAST_WORD('marketing', 'conversation.contact_id')},
    'marketingAtMs', CASE WHEN policy.marketing_limit IS NULL THEN NULL ELSE (${MARKETING}) END,
    'isBegun', begun_at IS NOT NULL))
  FROM unnest($3::uuid[]) AS asked (id) CROSS JOIN LATERAL (
    SELECT id, conversation_id, category, template, created_at FROM message
    WHERE tenant_id = $1 AND message.id = asked.id OFFSET 0) AS message
  JOIN conversation ON conversation.tenant_id = $1 AND conversation.id = message.conversation_id
  LEFT JOIN begun_contact ON begun_contact.tenant_id = $1 AND begun_contact.provider = channel.provider
    AND begun_contact.account_id = channel.account_id AND begun_contact.contact_id = conversation.contact_id
    AND begun_at > now() - interval '1 day'`;

const FACTS = `
  SELECT json_build_object(
    'nowMs', ${MS('clock_timestamp()')},
    'channel', json_build_object('provider', channel.provider, 'accountId', channel.account_id,
      'isDisconnected', channel.disconnected_at IS NOT NULL,
      'heldMs', ${MS('clock_timestamp() - channel.held_since')},
      'heldCode', CASE WHEN channel.held_until > clock_timestamp() THEN channel.held_code END, 'news', (${newestNews('$1', '$2', '$4')})),
    'policy', json_build_object('quietFrom', policy.quiet_from, 'quietTo', policy.quiet_to,
      'timeZone', coalesce(policy.time_zone, tenant.time_zone), 'marketingLimit', policy.marketing_limit,
      'marketingDays', coalesce(policy.marketing_days, 7)),
    'begun', (SELECT json_build_object('people', count(*), 'firstAtMs', ${MS('min(begun_at)')}) FROM begun_contact
      WHERE begun_contact.tenant_id = $1 AND begun_contact.provider = channel.provider
        AND begun_contact.account_id = channel.account_id AND begun_at > now() - interval '1 day'),
    'messages', (${MESSAGES})) AS facts
  FROM channel JOIN tenant ON tenant.id = $1
  LEFT JOIN sending_policy policy ON policy.tenant_id = $1
  WHERE channel.tenant_id = $1 AND channel.id = $2`;
