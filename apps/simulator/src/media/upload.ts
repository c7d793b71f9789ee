import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { invalidParameter, type GraphFailure } from '../graph/graph-failure';
import type { GraphMedia } from './graph-media.routes';
import { kindOf, type MediaKind } from './media-file';

const MEGABYTE = 1024 * 1024;

/** What can be uploaded, and how large it may be at most (facts B2 and F). */
const LIMITS: Readonly<Record<string, number>> = {
  'audio/aac': 16 * MEGABYTE,
  'audio/amr': 16 * MEGABYTE,
  'audio/mpeg': 16 * MEGABYTE,
  'audio/mp4': 16 * MEGABYTE,
  'audio/ogg': 16 * MEGABYTE,
  'audio/opus': 16 * MEGABYTE,
  'application/msword': 100 * MEGABYTE,
  'application/pdf': 100 * MEGABYTE,
  'application/vnd.ms-excel': 100 * MEGABYTE,
  'application/vnd.ms-powerpoint': 100 * MEGABYTE,
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 100 * MEGABYTE,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 100 * MEGABYTE,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 100 * MEGABYTE,
  'text/plain': 100 * MEGABYTE,
  'image/jpeg': 5 * MEGABYTE,
  'image/png': 5 * MEGABYTE,
  'image/webp': 500 * 1024,
  'video/3gpp': 16 * MEGABYTE,
  'video/mp4': 16 * MEGABYTE,
};

/** Room for the largest file and for what multipart puts around it. */
export const UPLOAD_BODY_LIMIT = 101 * MEGABYTE;

/** `POST /{phone-number-id}/media`, a multipart form with `messaging_product`, `file` and, where the part has none, `type`. */
export async function upload(
  media: GraphMedia,
  request: FastifyRequest,
  phoneNumberId: string,
): Promise<{ id: string } | GraphFailure> {
  const form = await formOf(request);
  if (form === null || form.get('messaging_product') === null)
    return invalidParameter('The parameter messaging_product is required.');
  if (String(form.get('messaging_product')).toUpperCase() !== 'WHATSAPP')
    return invalidParameter('Param messaging_product must be one of {WHATSAPP}.');
  const file = form.get('file');
  if (file === null || typeof file === 'string') return invalidParameter('The parameter file is required.');
  const mimeType = bareType(
    file.type === 'application/octet-stream' ? String(form.get('type') ?? '') : file.type,
  );
  const limit = LIMITS[mimeType];
  if (limit === undefined)
    return invalidParameter(
      `Param file must be a file with one of the following types: ${Object.keys(LIMITS).join(', ')}. ` +
        `Received file of type '${mimeType || 'application/octet-stream'}'.`,
    );
  if (file.size === 0) return invalidParameter('Param file must not be empty.');
  if (file.size > limit)
    return invalidParameter(
      `Param file of type '${mimeType}' must be at most ${limit} bytes, not ${file.size}.`,
    );
  const taken = await media.shelf.take(Readable.from([Buffer.from(await file.arrayBuffer())]));
  media.ledger.record({
    kind: 'media.uploaded',
    file: {
      ...taken,
      kind: kindOfUpload(mimeType),
      mimeType,
      fileName: file.name || null,
      fault: null,
      uploadedTo: phoneNumberId,
    },
  });
  return { id: taken.id };
}

/** Types of messages that a file can be sent in: a picture as an image or a sticker, all of them as documents. */
export function canBeSentAs(mimeType: string, type: string): boolean {
  const kind = kindOfUpload(bareType(mimeType));
  return type === 'document' || kind === type;
}

function kindOfUpload(mimeType: string): MediaKind {
  return mimeType === 'image/webp' ? 'sticker' : kindOf(mimeType);
}

function bareType(mimeType: string): string {
  return (mimeType.split(';')[0] ?? '').trim().toLowerCase();
}

/** null when it is no form, or one that cannot be read. */
async function formOf({ body, headers }: FastifyRequest): Promise<FormData | null> {
  if (!Buffer.isBuffer(body)) return null;
  try {
    const form = new Response(new Uint8Array(body), {
      headers: { 'content-type': headers['content-type'] ?? '' },
    });
    return await form.formData();
  } catch {
    return null;
  }
}
