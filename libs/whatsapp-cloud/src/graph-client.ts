import { type CallOutcome, callOutcomeOf } from './call-outcome';
import { bearerHeaders } from './bearer-headers';
import { type GraphClientOptions, GraphConnection } from './graph-connection';
import type { Exchange } from './graph-exchange';
import { mediaKindOf, MEDIA_BYTES } from './media-limits';
import { envelopeOf, type OutgoingMessage } from './messages/envelope';
import { InvalidMessage } from './messages/invalid-message';
import { type FileToUpload, multipartForm } from './multipart';
import { type SendOutcome, sendOutcomeOf } from './send-outcome';
import { textEnvelope, type TextMessage } from './text-message';
import { type RefusedUpload, type UploadOutcome, uploadOutcomeOf } from './upload-outcome';

export type { GraphClientOptions, GraphTimeouts } from './graph-connection';

export interface GraphCredentials {
  phoneNumberId: string;
  accessToken: string;
}

const SLOWEST_BYTES_PER_MS = 256;
const UNREADABLE_FILE = 'the file could not be read';

/** Meta's Graph API as far as we send through it. One instance serves all tenants: credentials come with each call. */
export class GraphClient {
  private readonly graph: GraphConnection;

  constructor(options: GraphClientOptions) {
    this.graph = new GraphConnection(options);
  }

  /**
   * Sends one message. Resolves with an outcome for everything that can happen on the way;
   * rejects only with InvalidMessage, before any byte is sent. Never sends twice by itself. `mayBegin` is asked when its
   * first byte would go out, which may be long after the call where it waits for a connection; where it answers false,
   * nothing is sent.
   */
  async sendMessage(
    credentials: GraphCredentials,
    message: OutgoingMessage,
    mayBegin?: () => boolean,
  ): Promise<SendOutcome> {
    return this.send(credentials, envelopeOf(message), mayBegin);
  }

  /** As {@link sendMessage}, for a text to a phone number. */
  async sendText(credentials: GraphCredentials, message: TextMessage): Promise<SendOutcome> {
    return this.send(credentials, textEnvelope(message));
  }

  /**
   * Marks a message that came in as read, and with it all before it; with `typing`, its sender sees that an answer is
   * being written, for 25 s or until it comes. May be repeated without harm. Rejects only with InvalidMessage.
   */
  async markRead(
    credentials: GraphCredentials,
    messageId: string,
    { typing }: { typing: boolean },
  ): Promise<CallOutcome> {
    if (messageId.trim() === '') throw new InvalidMessage('messageId', 'must not be empty');
    const ended = await this.postJson(credentials, {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: messageId,
      ...(typing ? { typing_indicator: { type: 'text' } } : {}),
    });
    return callOutcomeOf(ended, credentials.accessToken, Date.now());
  }

  /**
   * Uploads a file for messages of this number, as it is read; Meta keeps it for 30 days. Too many bytes for its kind
   * end it when they come. The stream is destroyed in any case. Rejects only with InvalidMessage, for bad credentials.
   */
  async uploadMedia(credentials: GraphCredentials, file: FileToUpload): Promise<UploadOutcome> {
    let hasFailed = false;
    // From the first moment on: it may fail while nobody reads it yet, and after nobody does any more.
    file.stream.on('error', () => (hasFailed = true));
    try {
      const outcome = await this.upload(credentials, file);
      return hasFailed && outcome.kind === 'failed' ? { ...outcome, reason: UNREADABLE_FILE } : outcome;
    } finally {
      file.stream.destroy();
    }
  }

  /** Waits for the calls under way, then closes all connections. Later calls resolve as `not_sent` or `failed`. */
  close(): Promise<void> {
    return this.graph.close();
  }

  private async send(
    credentials: GraphCredentials,
    envelope: object,
    mayBegin?: () => boolean,
  ): Promise<SendOutcome> {
    const ended = await this.postJson(credentials, envelope, mayBegin);
    return sendOutcomeOf(ended, credentials.accessToken, Date.now());
  }

  private async upload(credentials: GraphCredentials, file: FileToUpload): Promise<UploadOutcome> {
    const path = pathOf(credentials, 'media');
    const authorized = requestHeaders(credentials.accessToken);
    const maxBytes = MEDIA_BYTES[mediaKindOf(file.mimeType)];
    const refusedBefore = refusalOf(file, maxBytes);
    if (refusedBefore) return refusedBefore;
    let bytesLeft = maxBytes;
    const form = multipartForm({ messaging_product: 'whatsapp' }, file, (bytes) => {
      bytesLeft -= bytes.length;
      if (bytesLeft < 0) throw new Error('The file is larger than WhatsApp takes.');
    });
    const headers = { ...authorized, ...form.headers };
    const ended = await this.graph.exchange(
      {
        method: 'POST',
        path: this.graph.provenPath(path, credentials.accessToken),
        headers,
        body: form.body,
      },
      (file.byteSize ?? maxBytes) / SLOWEST_BYTES_PER_MS,
    );
    return bytesLeft < 0
      ? refused('too_large', maxBytes)
      : uploadOutcomeOf(ended, credentials.accessToken, Date.now());
  }

  private postJson(
    credentials: GraphCredentials,
    content: object,
    mayBegin?: () => boolean,
  ): Promise<Exchange> {
    const path = this.graph.provenPath(pathOf(credentials, 'messages'), credentials.accessToken);
    const headers = { ...requestHeaders(credentials.accessToken), 'content-type': 'application/json' };
    return this.graph.exchange({ method: 'POST', path, headers, body: JSON.stringify(content), mayBegin });
  }
}

function pathOf({ phoneNumberId }: GraphCredentials, edge: 'messages' | 'media'): string {
  if (!/^\d{1,32}$/.test(phoneNumberId)) throw new InvalidMessage('phoneNumberId', 'is not a number');
  return `/${phoneNumberId}/${edge}`;
}

function requestHeaders(accessToken: string): Record<string, string> {
  const headers = bearerHeaders(accessToken);
  if (headers === null) {
    throw new InvalidMessage('accessToken', 'is empty or has characters that a header cannot carry');
  }
  return headers;
}

function refusalOf({ mimeType, byteSize }: FileToUpload, maxBytes: number): UploadOutcome | null {
  if (!/^[\w.+-]+\/[\w.+-]+( *; *[\w.+-]+="?[\w.+-]+"?)*$/.test(mimeType))
    return refused('malformed_type', 0);
  if (byteSize === 0) return refused('empty_file', 0);
  return byteSize !== undefined && byteSize > maxBytes ? refused('too_large', maxBytes) : null;
}

function refused(code: RefusedUpload, maxBytes: number): UploadOutcome {
  const reasons: Readonly<Record<RefusedUpload, string>> = {
    too_large: `WhatsApp takes at most ${maxBytes} bytes of this kind of file.`,
    empty_file: 'The file is empty.',
    malformed_type: 'The type of the file is not a MIME type.',
  };
  return { kind: 'refused', code, reason: reasons[code] };
}
