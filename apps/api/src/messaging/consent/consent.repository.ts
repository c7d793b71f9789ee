import { Injectable } from '@nestjs/common';
import { currentTenant, currentTenants } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { Transaction } from '../../platform/database/transaction';
import { LastWords, Topic } from './consent';

/** Who says so; see the README of this folder. */
export const CONSENT_SOURCES = ['word', 'preference', 'refusal', 'member', 'merge'] as const;
export type ConsentSource = (typeof CONSENT_SOURCES)[number];

/** Something that somebody said about being written to. */
export interface ConsentWord {
  readonly tenantId: string;
  readonly contactId: string;
  readonly topic: Topic;
  readonly allowed: boolean;
  readonly source: ConsentSource;
  /** What they wrote, or what was refused. */
  readonly messageId: string | null;
  /** Of a member. */
  readonly setByName: string | null;
  readonly at: Date;
}

/** A message that the provider refused because the person wants no marketing: by our id, or by the provider's. */
export interface RefusedMarketing {
  readonly tenantId: string;
  readonly channelId: string;
  readonly messageId: string | null;
  readonly providerMessageId: string | null;
  readonly at: Date;
}

export interface ConsentHistoryRow {
  readonly topic: Topic;
  readonly allowed: boolean;
  readonly source: ConsentSource;
  readonly messageId: string | null;
  readonly setByName: string | null;
  readonly occurredAt: Date;
}

/** How much of what somebody said is shown. */
const HISTORY = 50;

/** What was said is kept as it was said; which of it counts is asked. */
@Injectable()
export class ConsentRepository {
  /** Of all current tenants, each word once. */
  async recordAll(transaction: Transaction, words: readonly ConsentWord[]): Promise<void> {
    const tenantIds = currentTenants();
    if (words.length === 0) return;
    await transaction.query(
      `INSERT INTO contact_consent (tenant_id, id, contact_id, said_by, topic, allowed, source, message_id, set_by_name,
         occurred_at)
       SELECT tenant_id, id, contact_id, contact_id, topic, allowed, source, message_id, set_by_name, occurred_at
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::boolean[], $7::text[], $8::uuid[], $9::text[],
         $10::timestamptz[])
         AS given (tenant_id, id, contact_id, topic, allowed, source, message_id, set_by_name, occurred_at)
       WHERE tenant_id = ANY ($1)
       ORDER BY tenant_id, contact_id, topic, source, occurred_at, allowed
       ON CONFLICT (tenant_id, said_by, topic, source, occurred_at, allowed) DO NOTHING`,
      [
        tenantIds,
        words.map(({ tenantId }) => tenantId),
        words.map(() => newId()),
        words.map(({ contactId }) => contactId),
        words.map(({ topic }) => topic),
        words.map(({ allowed }) => allowed),
        words.map(({ source }) => source),
        words.map(({ messageId }) => messageId),
        words.map(({ setByName }) => setByName),
        words.map(({ at }) => at),
      ],
    );
  }

  /** Of all current tenants: whoever these messages were for wants no marketing. */
  async recordRefusals(transaction: Transaction, refused: readonly RefusedMarketing[]): Promise<void> {
    const tenantIds = currentTenants();
    if (refused.length === 0) return;
    await transaction.query(
      `INSERT INTO contact_consent (tenant_id, id, contact_id, said_by, topic, allowed, source, message_id, occurred_at)
       SELECT given.tenant_id, given.id, contact_id, contact_id, 'marketing', false, 'refusal', message.id, given.at
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::timestamptz[])
         AS given (tenant_id, id, channel_id, message_id, provider_message_id, at)
       CROSS JOIN LATERAL (
         SELECT message.id, conversation_id FROM message
         WHERE message.tenant_id = given.tenant_id AND message.id = given.message_id
         UNION
         SELECT message.id, conversation_id FROM message
         WHERE message.tenant_id = given.tenant_id AND message.channel_id = given.channel_id
           AND message.provider_message_id = given.provider_message_id) AS message
       JOIN conversation ON conversation.tenant_id = given.tenant_id AND conversation.id = message.conversation_id
       WHERE given.tenant_id = ANY ($1)
       ORDER BY given.tenant_id, contact_id, given.at
       ON CONFLICT (tenant_id, said_by, topic, source, occurred_at, allowed) DO NOTHING`,
      [
        tenantIds,
        refused.map(({ tenantId }) => tenantId),
        refused.map(() => newId()),
        refused.map(({ channelId }) => channelId),
        refused.map(({ messageId }) => messageId),
        refused.map(({ providerMessageId }) => providerMessageId),
        refused.map(({ at }) => at),
      ],
    );
  }

  /** What counts now; of a contact that was not merged away. */
  async lastWords(transaction: Transaction, contactId: string): Promise<LastWords> {
    const [row]: LastWords[] = await transaction.query(
      `SELECT ${LAST_WORD('all', '$2')} AS "all", ${LAST_WORD('marketing', '$2')} AS marketing`,
      [currentTenant(), contactId],
    );
    return row ?? { all: null, marketing: null };
  }

  /** Newest first; at most 50. */
  history(transaction: Transaction, contactId: string): Promise<ConsentHistoryRow[]> {
    return transaction.query(
      `SELECT topic, allowed, source, message_id AS "messageId", set_by_name AS "setByName",
         occurred_at AS "occurredAt"
       FROM contact_consent WHERE tenant_id = $1 AND contact_id = $2
       ORDER BY occurred_at DESC, topic, allowed LIMIT ${HISTORY}`,
      [currentTenant(), contactId],
    );
  }

  /** The languages of these tenants, BCP 47. */
  async languagesAcrossTenants(
    transaction: Transaction,
    tenantIds: readonly string[],
  ): Promise<Map<string, string>> {
    const rows: { id: string; language: string }[] = await transaction.query(
      'SELECT id, language FROM tenant WHERE id = ANY ($1::uuid[])',
      [tenantIds],
    );
    return new Map(rows.map(({ id, language }) => [id, language]));
  }

  /** What one of two who are one has said counts for the other; where only one refused, the refusal is the last word. */
  async carryOver(
    transaction: Transaction,
    { tenantId, from, into }: { tenantId: string; from: string; into: string },
  ): Promise<void> {
    if (!currentTenants().includes(tenantId)) throw new Error('A merge of a tenant that is not current.');
    await transaction.query(
      `WITH both_said AS MATERIALIZED (
         SELECT DISTINCT ON (contact_id, topic) contact_id, topic, allowed, occurred_at FROM contact_consent
         WHERE tenant_id = $1 AND contact_id = ANY (ARRAY[$2, $3]::uuid[])
         ORDER BY contact_id, topic, occurred_at DESC, allowed),
       overruled AS (
         SELECT strict.contact_id, strict.topic FROM both_said strict JOIN both_said other USING (topic)
         WHERE NOT strict.allowed AND other.allowed AND other.occurred_at > strict.occurred_at),
       moved AS (UPDATE contact_consent SET contact_id = $3 WHERE tenant_id = $1 AND contact_id = $2)
       INSERT INTO contact_consent (tenant_id, id, contact_id, said_by, topic, allowed, source, occurred_at)
       SELECT $1, gen_random_uuid(), $3, contact_id, topic, false, 'merge', clock_timestamp() FROM overruled`,
      [tenantId, from, into],
    );
  }

  /** When a merge is undone: to each what they said, or what somebody said who had been merged into them. */
  async giveBack(transaction: Transaction, { from, into }: { from: string; into: string }): Promise<void> {
    await transaction.query(
      `UPDATE contact_consent SET contact_id = $2
       WHERE tenant_id = $1 AND contact_id = $3 AND EXISTS (
         WITH RECURSIVE line AS (
           SELECT id, merged_into_id FROM contact
           WHERE contact.tenant_id = $1 AND contact.id = contact_consent.said_by
           UNION ALL
           SELECT contact.id, contact.merged_into_id FROM line JOIN contact ON contact.id = line.merged_into_id
           WHERE contact.tenant_id = $1)
         SELECT FROM line WHERE id = $2)`,
      [currentTenant(), from, into],
    );
  }
}

/** The last word of a contact of the tenant $1 on a topic, as a part of a statement: a boolean or null. */
export const LAST_WORD = (topic: Topic, contact: string): string => `(
  SELECT allowed FROM contact_consent
  WHERE contact_consent.tenant_id = $1 AND contact_consent.contact_id = ${contact} AND topic = '${topic}'
  ORDER BY occurred_at DESC, allowed LIMIT 1)`;
