import { Injectable } from '@nestjs/common';
import { currentTenant, currentTenants } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { returned, Transaction } from '../../platform/database/transaction';
import { MediaReference } from '../communication-adapter';
import { MediaRow } from './media.dto';

/** A file that came with a message of ours. */
export interface ReceivedMedia {
  readonly tenantId: string;
  readonly channelId: string;
  readonly messageId: string;
  readonly reference: MediaReference;
}

export interface MediaFile extends MediaRow {
  readonly conversationId: string;
  /** Of what is stored. */
  readonly sha256: Buffer | null;
  readonly storageKey: string | null;
  readonly isRevoked: boolean;
}

const ROW = `
  media.id, media.message_id AS "messageId", media.kind, media.state, media.declared_mime_type AS "declaredMimeType",
  media.mime_type AS "mimeType", media.byte_size AS "byteSize", media.file_name AS "fileName",
  media.failure_code AS "failureCode", media.failure_reason AS "failureReason"`;

/** Whether the author of the row `message` took it back, or, where it brings the file of another, that one. */
export const IS_REVOKED = `EXISTS (
  SELECT 1 FROM message effect
  WHERE effect.tenant_id = message.tenant_id AND effect.channel_id = message.channel_id
    AND effect.conversation_id = message.conversation_id AND effect.direction = message.direction
    AND effect.target_provider_message_id = coalesce(message.target_provider_message_id, message.provider_message_id)
    AND effect.type = 'revoke')`;

@Injectable()
export class MediaRepository {
  /** In the transaction that writes their messages, of several tenants; a file that is known already stays as it is. */
  async insertAll(transaction: Transaction, rows: readonly ReceivedMedia[]): Promise<void> {
    const tenantIds = currentTenants();
    if (rows.length === 0) return;
    await transaction.query(
      `INSERT INTO media (tenant_id, id, channel_id, message_id, provider_media_id, kind, declared_mime_type,
         declared_sha256, file_name, url, next_attempt_at)
       SELECT tenant_id, id, channel_id, message_id, provider_media_id, kind, mime_type, sha256, file_name, url, now()
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[],
         $10::text[], $11::text[]) AS given (tenant_id, id, channel_id, message_id, provider_media_id, kind, mime_type,
         sha256, file_name, url)
       WHERE tenant_id = ANY ($1)
       ON CONFLICT (tenant_id, message_id, provider_media_id) DO NOTHING`,
      [
        tenantIds,
        rows.map(({ tenantId }) => tenantId),
        rows.map(() => newId()),
        rows.map(({ channelId }) => channelId),
        rows.map(({ messageId }) => messageId),
        ...columnsOf(rows.map(({ reference }) => reference)),
      ],
    );
  }

  /** The files of these messages, in the order in which they came. */
  ofMessages(transaction: Transaction, messageIds: readonly string[]): Promise<MediaRow[]> {
    return transaction.query(
      `SELECT ${ROW} FROM media WHERE tenant_id = $1 AND message_id = ANY ($2) ORDER BY id`,
      [currentTenant(), messageIds],
    );
  }

  async find(transaction: Transaction, id: string): Promise<MediaFile | null> {
    const rows: MediaFile[] = await transaction.query(
      `SELECT ${ROW}, media.sha256, media.storage_key AS "storageKey", message.conversation_id AS "conversationId",
         ${IS_REVOKED} AS "isRevoked"
       FROM media
       JOIN message ON message.tenant_id = media.tenant_id AND message.id = media.message_id
       WHERE media.tenant_id = $1 AND media.id = $2`,
      [currentTenant(), id],
    );
    return rows[0] ?? null;
  }

  /** From the beginning, as if it had never been tried. False when it has not failed (any more). */
  async askAgain(transaction: Transaction, id: string): Promise<boolean> {
    const asked = returned(
      await transaction.query(
        `UPDATE media SET state = 'waiting', attempts = 0, next_attempt_at = now(), failure_code = NULL,
           failure_reason = NULL
         WHERE tenant_id = $1 AND id = $2 AND state = 'failed' RETURNING id`,
        [currentTenant(), id],
      ),
    );
    return asked.length > 0;
  }
}

function columnsOf(references: readonly MediaReference[]): unknown[] {
  return [
    references.map(({ providerMediaId }) => providerMediaId),
    references.map(({ kind }) => kind),
    references.map(({ mimeType }) => mimeType),
    references.map(({ sha256 }) => sha256),
    references.map(({ fileName }) => fileName),
    references.map(({ url }) => url),
  ];
}
