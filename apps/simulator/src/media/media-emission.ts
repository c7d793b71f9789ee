import type { Emission } from '../emission/emission';
import { unixSeconds, type Occasion } from '../emission/person-events';
import { contactOf, keyOf, originOf } from '../emission/sender';
import type { SentFile } from '../ledger/ledger-entry';
import type { MediaFile } from './media-file';

export interface MediaMessage {
  wamid: string;
  file: MediaFile;
  caption: string | null;
  /** null: as before November 2025, when webhooks had none. */
  url: string | null;
}

/** A message with a file, as Meta words it: the checksum in base64, where Graph has it in hexadecimal. */
export function mediaEmission(
  { number, from, at }: Occasion,
  { wamid, file, caption, url }: MediaMessage,
): Emission {
  const type = file.kind === 'voice' ? 'audio' : file.kind;
  const content = {
    ...(caption === null ? {} : { caption }),
    ...(file.kind === 'document' && file.fileName !== null ? { filename: file.fileName } : {}),
    mime_type: file.mimeType,
    sha256: Buffer.from(declaredSha256(file), 'hex').toString('base64'),
    id: file.id,
    ...(url === null ? {} : { url }),
    ...(type === 'audio' ? { voice: file.kind === 'voice' } : {}),
    ...(type === 'sticker' ? { animated: false } : {}),
  };
  const message = { ...originOf(from), id: wamid, timestamp: unixSeconds(at), type, [type]: content };
  return {
    number,
    field: 'messages',
    value: { contacts: [contactOf(from)], messages: [message] },
    events: [
      {
        type: 'message',
        wamid,
        from: keyOf(from),
        text: caption ?? '',
        messageType: type,
        phoneNumberId: number.phoneNumberId,
        media: shown(file),
      },
    ],
  };
}

function shown({ id, kind, mimeType, byteSize, fileName }: MediaFile): SentFile {
  return { id, kind, mimeType, byteSize, fileName };
}

export function declaredSha256({ sha256, fault }: MediaFile): string {
  return fault?.kind === 'checksum' ? sha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) : sha256;
}
