import { SealedColumn } from '../platform/crypto/sealed-columns.repository';

/** Everything that SecretBox seals. A column that is not here would keep its old data key alive for good. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'channel', column: 'access_token', keyColumn: 'access_token_key', ofTenants: true },
  { table: 'idempotency_record', column: 'response', keyColumn: 'response_key', ofTenants: true },
  { table: 'app_user', column: 'totp_secret', keyColumn: 'totp_secret_key', ofTenants: false },
];
