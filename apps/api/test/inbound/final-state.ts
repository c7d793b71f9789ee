import { TestDatabase } from '../support/test-database';

/** All that a tenant knows of the people of one world, without ids of ours and without when it was received. */
export async function finalStateOf(
  database: TestDatabase,
  tenantId: string,
  world: string,
): Promise<unknown> {
  const [row] = await database.query<{ state: unknown }>(FINAL_STATE, [tenantId, `%${world}%`]);
  return JSON.parse(JSON.stringify(row?.state ?? null).replaceAll(world, 'world'));
}

const MESSAGES = `(
  SELECT json_agg(json_build_array(provider_message_id, direction, type, state, text, origin, author, target_provider_message_id,
    reply_to_provider_message_id, forwarded,
    occurred_at, sent_at, delivered_at, read_at, played_at, failed_at, failure_code, failure_reason, payload)
    ORDER BY provider_message_id)
  FROM message WHERE message.tenant_id = $1 AND message.conversation_id = conversation.id)`;

const CONVERSATIONS = `(
  SELECT json_agg(json_build_object('number', channel.external_id, 'messages', ${MESSAGES},
    'last', (SELECT provider_message_id FROM message WHERE message.id = conversation.last_message_id))
    ORDER BY channel.external_id)
  FROM conversation JOIN channel ON channel.id = conversation.channel_id
  WHERE conversation.tenant_id = $1 AND conversation.contact_id = contact.id AND conversation.merged_into_id IS NULL)`;

const IDENTITIES = `(
  SELECT json_agg(json_build_array(kind, value, scope, valid_from, valid_to) ORDER BY kind, value, scope, valid_from)
  FROM contact_identity WHERE contact_identity.tenant_id = $1 AND contact_id = contact.id)`;

const PREFERENCES = `(
  SELECT json_agg(json_build_array(channel.external_id, category, contact_preference.value, occurred_at)
    ORDER BY channel.external_id, category)
  FROM contact_preference JOIN channel ON channel.id = channel_id
  WHERE contact_preference.tenant_id = $1 AND contact_id = contact.id)`;

const STATUSES = `(
  SELECT json_agg(json_build_array(provider_message_id, status, recipient, occurred_at, failure, payload)
    ORDER BY provider_message_id, status, recipient)
  FROM message_status WHERE tenant_id = $1 AND provider_message_id LIKE $2)`;

const FINAL_STATE = `
  SELECT json_build_object(
    'people', (SELECT json_agg(person ORDER BY person::text) FROM (
      SELECT json_build_object('name', name, 'source', name_source, 'username', username,
        'identities', ${IDENTITIES}, 'conversations', ${CONVERSATIONS}, 'preferences', ${PREFERENCES}) AS person
      FROM contact WHERE tenant_id = $1 AND merged_into_id IS NULL AND EXISTS (SELECT 1 FROM contact_identity
        WHERE contact_identity.tenant_id = $1 AND contact_id = contact.id AND value LIKE $2)) AS people),
    'statuses', ${STATUSES}) AS state`;
