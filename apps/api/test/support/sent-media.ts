import { eventually } from './eventually';
import { textMessage } from './meta';
import { TestDatabase } from './test-database';

/** The smallest picture: one black dot. */
export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

export interface StoredMedia {
  readonly tenantId: string;
  readonly id: string;
  readonly messageId: string;
  readonly kind: string;
  readonly state: string;
  readonly attempts: number;
  readonly mimeType: string | null;
  readonly byteSize: string | null;
  readonly storageKey: string | null;
  readonly failureCode: string | null;
  readonly failureReason: string | null;
  readonly waitsSeconds: number | null;
}

interface Sent {
  readonly from?: string;
  readonly type?: string;
  readonly body?: Buffer;
  /** As the simulator takes it: type, caption, filename, address, fault, times. */
  readonly query?: Record<string, string>;
}

/** A simulated person sends a file; answers its provider's id. */
export async function sendMedia(simulatorUrl: string, sent: Sent = {}): Promise<string> {
  const { from = '351912345678', type = 'image/png', body = PICTURE, query = {} } = sent;
  const answer = await fetch(`${simulatorUrl}/sim/people/${from}/media?${new URLSearchParams(query)}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(body),
  });
  const { mediaId } = (await answer.json()) as { mediaId: string };
  return mediaId;
}

export async function mediaRow(database: TestDatabase, mediaId: string): Promise<StoredMedia | undefined> {
  const [row] = await database.query<StoredMedia>(
    `SELECT tenant_id AS "tenantId", id, message_id AS "messageId", kind, state, attempts, mime_type AS "mimeType",
       byte_size AS "byteSize", storage_key AS "storageKey", failure_code AS "failureCode",
       failure_reason AS "failureReason", extract(epoch FROM next_attempt_at - now())::float8 AS "waitsSeconds"
     FROM media WHERE provider_media_id = $1`,
    [mediaId],
  );
  return row;
}

/** The file once it is in that state. */
export function mediaThat(database: TestDatabase, mediaId: string, state: string): Promise<StoredMedia> {
  return eventually(`the file is ${state}`, async () => {
    const row = await mediaRow(database, mediaId);
    return row?.state === state && row;
  });
}

let serial = 0;

/** A message with a picture, for a product without a simulator. */
export function pictureMessage(
  more: Record<string, unknown> = {},
): Record<string, unknown> & { mediaId: string } {
  const mediaId = `9${process.pid}${String(++serial).padStart(6, '0')}`;
  const image = { id: mediaId, mime_type: 'image/png', ...more };
  return { ...textMessage(), type: 'image', text: undefined, image, mediaId };
}
