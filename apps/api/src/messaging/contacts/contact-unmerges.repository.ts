import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { returned, Transaction } from '../../platform/database/transaction';
import { givenBack, Moved, MovedConversation } from './moved';

export interface MergeToUndo {
  readonly id: string;
  readonly fromContactId: string;
  readonly fromName: string;
  readonly intoContactId: string;
  readonly intoName: string;
  /** The survivor was itself merged into another since. */
  readonly intoIsMerged: boolean;
  readonly mergedAt: Date;
  /** What was found out with it was created then, before what it carried over had been looked at. */
  readonly begunAt: Date;
  readonly undoneAt: Date | null;
  readonly moved: Moved;
}

/** Gives back what a merge has carried over. */
@Injectable()
export class ContactUnmergesRepository {
  /** Nobody else changes it until the transaction ends. */
  async lock(transaction: Transaction, intoContactId: string, id: string): Promise<MergeToUndo | null> {
    const rows: MergeToUndo[] = await transaction.query(
      `SELECT contact_merge.id, from_contact_id AS "fromContactId", gone.name AS "fromName",
         into_contact_id AS "intoContactId", survivor.name AS "intoName",
         survivor.merged_into_id IS NOT NULL AS "intoIsMerged", merged_at AS "mergedAt", begun_at AS "begunAt",
         undone_at AS "undoneAt", moved
       FROM contact_merge
       JOIN contact gone ON gone.tenant_id = contact_merge.tenant_id AND gone.id = from_contact_id
       JOIN contact survivor ON survivor.tenant_id = contact_merge.tenant_id AND survivor.id = into_contact_id
       WHERE contact_merge.tenant_id = $1 AND contact_merge.id = $2 AND into_contact_id = $3
       FOR UPDATE OF contact_merge`,
      [currentTenant(), id, intoContactId],
    );
    return rows[0] ?? null;
  }

  /** Callers hold the lanes of both contacts. Answers the conversations that changed. */
  async giveBack(transaction: Transaction, merge: MergeToUndo, undoneByName: string): Promise<string[]> {
    const tenantId = currentTenant();
    await this.giveBackIdentities(transaction, tenantId, merge);
    await this.giveWhatWasLearned(transaction, tenantId, merge);
    await this.giveBackPreferences(transaction, tenantId, merge);
    const changed: string[] = [];
    for (const conversation of merge.moved.conversations)
      changed.push(...(await this.giveBackConversation(transaction, tenantId, merge, conversation)));
    await this.refresh(transaction, tenantId, changed);
    await transaction.query(
      'UPDATE contact_merge SET undone_at = now(), undone_by_name = $3 WHERE tenant_id = $1 AND id = $2',
      [tenantId, merge.id, undoneByName],
    );
    return changed;
  }

  /** And what they were called, where nobody has said anything else since. */
  private async giveBackIdentities(
    transaction: Transaction,
    tenantId: string,
    { fromContactId, intoContactId, moved }: MergeToUndo,
  ): Promise<void> {
    const given = givenBack(
      moved.identities,
      await transaction.query(
        `SELECT id, contact_id AS "contactId", kind, value FROM contact_identity
         WHERE tenant_id = $1 AND contact_id = ANY ($2::uuid[])`,
        [tenantId, [fromContactId, intoContactId]],
      ),
    );
    await transaction.query(
      `UPDATE contact_identity SET contact_id = given.contact_id
       FROM unnest($2::uuid[], $3::uuid[]) AS given (id, contact_id)
       WHERE tenant_id = $1 AND contact_identity.id = given.id`,
      [tenantId, given.map(({ id }) => id), given.map(({ contactId }) => contactId)],
    );
    const { name, username } = moved.survivor;
    await transaction.query(
      `UPDATE contact survivor SET name = $4, name_source = $5, name_at = to_timestamp($6::float8 / 1000)
       FROM contact gone
       WHERE survivor.tenant_id = $1 AND survivor.id = $3 AND gone.tenant_id = $1 AND gone.id = $2
         AND (survivor.name, survivor.name_source) = (gone.name, gone.name_source)
         AND survivor.name_at IS NOT DISTINCT FROM gone.name_at`,
      [tenantId, fromContactId, intoContactId, name.text, name.source, name.at],
    );
    await transaction.query(
      `UPDATE contact survivor SET username = $4, username_at = to_timestamp($5::float8 / 1000)
       FROM contact gone
       WHERE survivor.tenant_id = $1 AND survivor.id = $3 AND gone.tenant_id = $1 AND gone.id = $2
         AND survivor.username = gone.username AND survivor.username_at IS NOT DISTINCT FROM gone.username_at`,
      [tenantId, fromContactId, intoContactId, username?.text ?? null, username?.at ?? null],
    );
    await transaction.query('UPDATE contact SET merged_into_id = NULL WHERE tenant_id = $1 AND id = $2', [
      tenantId,
      fromContactId,
    ]);
  }

  /** An identity that became known since in a message of theirs is theirs, unless it was the survivor's for life before. */
  private async giveWhatWasLearned(
    transaction: Transaction,
    tenantId: string,
    { fromContactId, intoContactId, mergedAt, begunAt }: MergeToUndo,
  ): Promise<void> {
    await transaction.query(
      `WITH said AS MATERIALIZED (
         SELECT array_agg(ltrim(field.value, '+')) AS ids
         FROM message JOIN conversation ON conversation.tenant_id = message.tenant_id
           AND conversation.id = message.conversation_id
         CROSS JOIN LATERAL jsonb_each_text(
           CASE WHEN jsonb_typeof(message.payload) = 'object' THEN message.payload ELSE '{}' END) AS field
         WHERE message.tenant_id = $1 AND conversation.contact_id = $3 AND message.direction = 'inbound'
           AND message.created_at > $4 GROUP BY message.id),
       learned AS (
         SELECT DISTINCT fresh.kind, fresh.value FROM said
         JOIN contact_identity fresh ON fresh.tenant_id = $1 AND fresh.contact_id = $3 AND fresh.created_at >= $5
           AND fresh.value = ANY (said.ids)
         WHERE EXISTS (SELECT 1 FROM contact_identity theirs
             WHERE theirs.tenant_id = $1 AND theirs.contact_id = $2 AND theirs.value = ANY (said.ids))
           AND (fresh.kind = 'phone' OR NOT EXISTS (SELECT 1 FROM contact_identity older
             WHERE older.tenant_id = $1 AND older.contact_id = $3 AND older.kind = fresh.kind
               AND older.value = fresh.value AND older.created_at < $5)))
       UPDATE contact_identity SET contact_id = $2 FROM learned
       WHERE tenant_id = $1 AND contact_id = $3 AND created_at >= $5
         AND (contact_identity.kind, contact_identity.value) = (learned.kind, learned.value)`,
      [tenantId, fromContactId, intoContactId, mergedAt, begunAt],
    );
  }

  /** What was said since counts for whoever has it now. */
  private async giveBackPreferences(
    transaction: Transaction,
    tenantId: string,
    { fromContactId, intoContactId, moved, mergedAt }: MergeToUndo,
  ): Promise<void> {
    const { given, overwritten } = moved.preferences;
    await transaction.query(
      `UPDATE contact_preference SET contact_id = $2
       WHERE tenant_id = $1 AND contact_id = $3 AND id = ANY ($4::uuid[])`,
      [tenantId, fromContactId, intoContactId, given],
    );
    await transaction.query(
      `UPDATE contact_preference SET value = before.value, detail = before.detail, occurred_at = before."occurredAt",
         payload = before.payload
       FROM jsonb_to_recordset($2::jsonb)
         AS before (id uuid, value text, detail text, "occurredAt" timestamptz, payload jsonb)
       WHERE tenant_id = $1 AND contact_preference.id = before.id AND contact_preference.occurred_at <= $3`,
      [tenantId, JSON.stringify(overwritten), mergedAt],
    );
  }

  private async giveBackConversation(
    transaction: Transaction,
    tenantId: string,
    merge: MergeToUndo,
    { id, intoId, assigneeId }: MovedConversation,
  ): Promise<string[]> {
    if (intoId === null) return this.keepWhatIsNotTheirs(transaction, tenantId, merge, id);
    const joined = returned<{ survivorId: string }>(
      await transaction.query(
        `WITH was AS (SELECT merged_into_id AS survivor_id FROM conversation WHERE tenant_id = $1 AND id = $2)
         UPDATE conversation SET merged_into_id = NULL FROM was WHERE tenant_id = $1 AND id = $2
         RETURNING was.survivor_id AS "survivorId"`,
        [tenantId, id],
      ),
    );
    const survivorId = joined[0]?.survivorId ?? intoId;
    await transaction.query(
      `UPDATE conversation SET assignee_id = NULL FROM conversation gone
       WHERE conversation.tenant_id = $1 AND conversation.id = $3 AND gone.tenant_id = $1 AND gone.id = $2
         AND conversation.assignee_id = gone.assignee_id AND $4::uuid IS NULL`,
      [tenantId, id, survivorId, assigneeId],
    );
    await transaction.query(
      `WITH RECURSIVE ${PARTS}
       UPDATE message SET conversation_id = $2, merged_from_conversation_id = nullif(merged_from_conversation_id, $2)
       WHERE tenant_id = $1 AND id IN (SELECT id FROM message
         WHERE tenant_id = $1 AND conversation_id = $3 AND (merged_from_conversation_id IN (SELECT id FROM part)
           OR (merged_from_conversation_id IS NULL AND created_at > $5 AND direction = 'inbound' AND ${IS_THEIRS}))
         ORDER BY id FOR UPDATE)`,
      [tenantId, id, survivorId, merge.fromContactId, merge.mergedAt],
    );
    return [id, survivorId];
  }

  /** The conversation goes back; what came into it since, and is not certainly theirs, stays with the survivor. */
  private async keepWhatIsNotTheirs(
    transaction: Transaction,
    tenantId: string,
    { fromContactId, intoContactId, mergedAt }: MergeToUndo,
    id: string,
  ): Promise<string[]> {
    await transaction.query('UPDATE conversation SET contact_id = $3 WHERE tenant_id = $1 AND id = $2', [
      tenantId,
      id,
      fromContactId,
    ]);
    const parts: { id: string }[] = await transaction.query(
      `WITH RECURSIVE ${OTHER_PARTS} SELECT id FROM part`,
      [tenantId, id, intoContactId],
    );
    const kept: { id: string }[] = await transaction.query(
      `SELECT id FROM message WHERE tenant_id = $1 AND conversation_id = $2
         AND (merged_from_conversation_id = ANY ($3::uuid[]) OR (merged_from_conversation_id IS NULL
           AND created_at > $5 AND NOT (direction = 'inbound' AND ${IS_THEIRS})))
       ORDER BY id FOR UPDATE`,
      [tenantId, id, parts.map((part) => part.id), fromContactId, mergedAt],
    );
    if (kept.length === 0 && parts.length === 0) return [id];
    const survivorId = newId();
    await transaction.query(
      `INSERT INTO conversation (tenant_id, id, channel_id, contact_id, assignee_id, last_message_at)
       SELECT tenant_id, $3, channel_id, $4, assignee_id, last_message_at
       FROM conversation WHERE tenant_id = $1 AND id = $2`,
      [tenantId, id, survivorId, intoContactId],
    );
    await transaction.query(
      `UPDATE message SET conversation_id = $3 WHERE tenant_id = $1 AND conversation_id = $2 AND id = ANY ($4::uuid[])`,
      [tenantId, id, survivorId, kept.map((message) => message.id)],
    );
    await transaction.query(
      `UPDATE conversation SET merged_into_id = $3 FROM contact
       WHERE conversation.tenant_id = $1 AND conversation.merged_into_id = $2 AND contact.tenant_id = $1
         AND contact.id = conversation.contact_id AND contact.merged_into_id = $4`,
      [tenantId, id, survivorId, intoContactId],
    );
    return [id, survivorId];
  }

  /** Which message is the last of each. */
  private async refresh(transaction: Transaction, tenantId: string, ids: readonly string[]): Promise<void> {
    await transaction.query(
      `UPDATE conversation SET last_message_id = last.id,
         last_message_at = coalesce(last.occurred_at, conversation.last_message_at)
       FROM unnest($2::uuid[]) AS changed (id)
       LEFT JOIN LATERAL (SELECT id, occurred_at FROM message
         WHERE tenant_id = $1 AND conversation_id = changed.id AND target_provider_message_id IS NULL
         ORDER BY occurred_at DESC, id DESC LIMIT 1) AS last ON true
       WHERE conversation.tenant_id = $1 AND conversation.id = changed.id`,
      [tenantId, ids],
    );
  }
}

// The conversation $2 and all that had become parts of it.
const PARTS = `part AS (
  SELECT $2::uuid AS id
  UNION ALL
  SELECT merged.id FROM part JOIN conversation merged ON merged.merged_into_id = part.id WHERE merged.tenant_id = $1)`;

// What became a part of the conversation $2 because its contact was merged into $3.
const OTHER_PARTS = `part AS (
  SELECT merged.id FROM conversation merged
  JOIN contact ON contact.tenant_id = merged.tenant_id AND contact.id = merged.contact_id
  WHERE merged.tenant_id = $1 AND merged.merged_into_id = $2 AND contact.merged_into_id = $3
  UNION ALL
  SELECT merged.id FROM part JOIN conversation merged ON merged.merged_into_id = part.id WHERE merged.tenant_id = $1)`;

// Whether the message names, in one of its own fields, an identity of the contact $4.
const IS_THEIRS = `(CASE WHEN jsonb_typeof(message.payload) = 'object' THEN EXISTS (
  SELECT 1 FROM jsonb_each_text(message.payload) AS field
  JOIN contact_identity identity ON identity.value = ltrim(field.value, '+')
  WHERE identity.tenant_id = $1 AND identity.contact_id = $4) ELSE false END)`;
