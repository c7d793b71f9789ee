/**
 * SQL: of each sort of news the newest, of the account and of this channel, the oldest first, as AccountNews; null where
 * there are none. For a query that names the row of the channel `channel`; the rest are expressions of it.
 */
export const newestNews = (tenantId: string, channelId: string, fields: string): string => `
  SELECT json_agg(json_build_object('field', field, 'event', event, 'payload', payload) ORDER BY occurred_at, id)
  FROM (
    SELECT DISTINCT ON (field, event) field, event, occurred_at, id, payload FROM account_event
    WHERE account_event.tenant_id = ${tenantId} AND account_event.provider = channel.provider
      AND account_event.account_id = channel.account_id AND field = ANY (${fields}::text[])
      AND (account_event.channel_id IS NULL OR account_event.channel_id = ${channelId})
    ORDER BY field, event, occurred_at DESC, id DESC) AS newest`;
