import { field, textOrNull } from '../../sends/parameter';
import { jsonOf, type GraphAccess, type GraphRequest } from '../graph-call';
import { invalidParameter, unknownObject, type Answer } from '../graph-failure';

const MAX_BYTES = 100 * 1024 * 1024;

/** `POST /{app-id}/uploads?file_name&file_length&file_type` (facts E, resumable upload). */
export function startUpload(access: GraphAccess, request: GraphRequest): Answer {
  const asked = (name: string): unknown => field(request.query, name) ?? field(jsonOf(request), name);
  const length = asked('file_length');
  const fileLength = typeof length === 'string' ? Number(length) : length;
  if (
    typeof fileLength !== 'number' ||
    !Number.isInteger(fileLength) ||
    fileLength < 1 ||
    fileLength > MAX_BYTES
  )
    return invalidParameter(`Param file_length must be a number between 1 and ${MAX_BYTES}.`);
  const fileType = textOrNull(asked('file_type'));
  if (fileType === null || !/^[\w.+-]+\/[\w.+-]+$/.test(fileType))
    return invalidParameter('Param file_type must be the type of a file.');
  const { id } = access.uploads.start({
    fileName: textOrNull(asked('file_name')),
    fileLength,
    fileType: fileType.toLowerCase(),
  });
  return { id };
}

/** `POST` and `GET /upload:…`. */
export function answerOfUpload(access: GraphAccess, request: GraphRequest, id: string): Answer {
  const session = access.uploads.find(id);
  if (session === undefined) return unknownObject(request.method, id);
  const offset = access.uploads.offsetOf(session);
  if (request.method === 'GET') return { id, file_offset: offset };
  if (request.method !== 'POST') return unknownObject(request.method, id);
  if (request.headers['file_offset'] !== String(offset))
    return invalidParameter(`The header file_offset must be ${offset}.`);
  const bytes = Buffer.isBuffer(request.body) ? request.body.length : 0;
  if (offset + bytes > session.fileLength)
    return invalidParameter(`The file was said to have ${session.fileLength} bytes.`);
  const handle = access.uploads.add(session, bytes);
  return handle === null ? { id, file_offset: access.uploads.offsetOf(session) } : { h: handle };
}
