import { Injectable } from '@nestjs/common';
import { currentTenants } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { returned, Transaction } from '../../platform/database/transaction';
import { Change } from '../../platform/realtime/realtime';
import { Moved, MovedConversation, MovedPreferences } from './moved';
import { MergeOfTenant } from './people';

interface Merge {
  readonly tenantId: string;
  readonly from: string;
  readonly into: string;
}

interface Meeting {
  /** Of the contact that is merged away. */
  readonly id: string;
  /** The survivor's on the same channel. */
  readonly intoId: string | null;
  readonly assigneeId: string | null;
}

/** Carries over what belongs to a contact that is merged away, and remembers what went, so that it can go back. */
@Injectable()
export class ContactMergesRepository {
  /** Callers have written the identities, and nobody applies anything for either of the two. Answers what changed. */
  async carryOver(
    transaction: Transaction,
    merge: MergeOfTenant,
    mergedByName: string | null,
  ): Promise<Change[]> {
    assertCurrent(merge);
    const conversations = await this.carryConversations(transaction, merge);
    const preferences = await this.carryPreferences(transaction, merge);
    await transaction.query('UPDATE contact SET merged_into_id = $3 WHERE tenant_id = $1 AND id = $2', [
      merge.tenantId,
      merge.from,
      merge.into,
    ]);
    const { identities, before } = merge;
    const moved: Moved = {
      identities,
      conversations,
      preferences,
      survivor: { name: before.name, username: before.username },
    };
    await transaction.query(
      `INSERT INTO contact_merge (tenant_id, id, from_contact_id, into_contact_id, reason, source_delivery_id,
         merged_by_name, moved, merged_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp())`,
      [
        merge.tenantId,
        newId(),
        merge.from,
        merge.into,
        merge.reason,
        merge.deliveryId,
        mergedByName,
        JSON.stringify(moved),
      ],
    );
    return conversations.flatMap(({ id, intoId }) =>
      [id, intoId].flatMap((conversationId) =>
        conversationId === null ? [] : { tenantId: merge.tenantId, conversationId },
      ),
    );
  }

  private async carryConversations(transaction: Transaction, merge: Merge): Promise<MovedConversation[]> {
    const { tenantId, from, into } = merge;
    const meetings: Meeting[] = await transaction.query(
      `SELECT conversation.id, survivor.id AS "intoId", survivor.assignee_id AS "assigneeId"
       FROM conversation LEFT JOIN conversation survivor ON survivor.tenant_id = conversation.tenant_id
         AND survivor.channel_id = conversation.channel_id AND survivor.contact_id = $3
       WHERE conversation.tenant_id = $1 AND conversation.contact_id = $2 AND conversation.merged_into_id IS NULL
       ORDER BY conversation.id`,
      [tenantId, from, into],
    );
    for (const { id, intoId } of meetings) {
      if (intoId === null) await this.giveConversation(transaction, { tenantId, id, contactId: into });
      else await this.joinConversation(transaction, { tenantId, id, intoId });
    }
    return meetings;
  }

  private async giveConversation(
    transaction: Transaction,
    { tenantId, id, contactId }: { tenantId: string; id: string; contactId: string },
  ): Promise<void> {
    await transaction.query('UPDATE conversation SET contact_id = $3 WHERE tenant_id = $1 AND id = $2', [
      tenantId,
      id,
      contactId,
    ]);
  }

  /** Its messages go to the other one, in the order of their ids, as whoever changes several of them takes them. */
  private async joinConversation(
    transaction: Transaction,
    { tenantId, id, intoId }: { tenantId: string; id: string; intoId: string },
  ): Promise<void> {
    await transaction.query(
      `UPDATE message SET conversation_id = $3, merged_from_conversation_id = coalesce(merged_from_conversation_id, $2)
       WHERE tenant_id = $1 AND id IN (SELECT id FROM message
         WHERE tenant_id = $1 AND conversation_id = $2 ORDER BY id FOR UPDATE)`,
      [tenantId, id, intoId],
    );
    await transaction.query(
      `UPDATE conversation SET
         assignee_id = coalesce(conversation.assignee_id, gone.assignee_id),
         last_message_id = CASE WHEN ${IS_LATER} THEN gone.last_message_id ELSE conversation.last_message_id END,
         last_message_at = CASE WHEN ${IS_LATER} THEN gone.last_message_at ELSE conversation.last_message_at END
       FROM conversation gone
       WHERE conversation.tenant_id = $1 AND conversation.id = $3 AND gone.tenant_id = $1 AND gone.id = $2`,
      [tenantId, id, intoId],
    );
    await transaction.query('UPDATE conversation SET merged_into_id = $3 WHERE tenant_id = $1 AND id = $2', [
      tenantId,
      id,
      intoId,
    ]);
  }

  /** Of each the latest word counts; what the survivor had said before is remembered. */
  private async carryPreferences(transaction: Transaction, merge: Merge): Promise<MovedPreferences> {
    const values = [merge.tenantId, merge.from, merge.into];
    const overwritten = returned<MovedPreferences['overwritten'][0]>(
      await transaction.query(
        `WITH before AS MATERIALIZED (
           SELECT mine.*, theirs.value AS their_value, theirs.detail AS their_detail,
             theirs.occurred_at AS their_time, theirs.payload AS their_payload
           FROM contact_preference mine JOIN contact_preference theirs USING (tenant_id, channel_id, category)
           WHERE mine.tenant_id = $1 AND mine.contact_id = $3 AND theirs.contact_id = $2
             AND (theirs.occurred_at, theirs.value, theirs.payload) > (mine.occurred_at, mine.value, mine.payload)
           FOR UPDATE OF mine)
         UPDATE contact_preference known SET value = before.their_value, detail = before.their_detail,
           occurred_at = before.their_time, payload = before.their_payload
         FROM before WHERE known.tenant_id = before.tenant_id AND known.id = before.id
         RETURNING known.id, before.value, before.detail, before.occurred_at AS "occurredAt", before.payload`,
        values,
      ),
    );
    const given = returned<{ id: string }>(
      await transaction.query(
        `UPDATE contact_preference SET contact_id = $3
         WHERE tenant_id = $1 AND contact_id = $2 AND NOT EXISTS (SELECT 1 FROM contact_preference mine
           WHERE mine.tenant_id = $1 AND mine.contact_id = $3 AND mine.channel_id = contact_preference.channel_id
             AND mine.category = contact_preference.category)
         RETURNING id`,
        values,
      ),
    );
    return { overwritten, given: given.map(({ id }) => id) };
  }
}

const IS_LATER = `(gone.last_message_id IS NOT NULL AND (conversation.last_message_id IS NULL
  OR (gone.last_message_at, gone.last_message_id) > (conversation.last_message_at, conversation.last_message_id)))`;

/** @throws MissingTenant when the work that runs now is not for that tenant */
function assertCurrent({ tenantId }: Merge): void {
  if (!currentTenants().includes(tenantId)) throw new Error('A merge of a tenant that is not current.');
}
