import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Ledger } from '../ledger/ledger';
import type { Tokens } from '../tokens/tokens';
import { failureBody, TOKEN_INVALID, unknownObject, type GraphFailure } from '../graph/graph-failure';
import { MEDIA_PATH, type MediaAddresses } from './media-address';
import { declaredSha256 } from './media-emission';
import type { MediaFile } from './media-file';
import type { MediaShelf } from './media-shelf';

/** Nobody is there, and nobody must be asked. */
const FOREIGN_HOST = 'https://lookaside.attacker.example';
const PAGE = '<!DOCTYPE html><html><body><h1>Sorry, something went wrong.</h1></body></html>\n';

export interface GraphMedia {
  tokens: Tokens;
  ledger: Ledger;
  shelf: MediaShelf;
  addresses: MediaAddresses;
}

/** Meta's own host for bytes, which wants the token as Graph does. */
export function attachmentRoutes(app: FastifyInstance, media: GraphMedia): void {
  app.get(MEDIA_PATH, (request, reply) => {
    const id = media.addresses.mediaIdIn(request.query as Record<string, string>);
    const file = id === null ? undefined : media.shelf.known(id);
    const [, token = ''] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
    if ('httpStatus' in media.tokens.judge(token))
      return answer(media, reply, { file, status: 401, body: failureBody(TOKEN_INVALID) });
    if (file === undefined || media.shelf.goesWrong(file, 'not_found'))
      return answer(media, reply, { file, status: 404, body: '' });
    if (media.shelf.goesWrong(file, 'page'))
      return answer(media, reply.type('text/html; charset=utf-8'), { file, status: 200, body: PAGE });
    if (media.shelf.goesWrong(file, 'silence')) return reply.hijack();
    if (media.shelf.goesWrong(file, 'cut')) return cut(media, reply, file);
    record(media, file, 200);
    return reply.type(file.mimeType).header('content-length', file.byteSize).send(media.shelf.read(file));
  });
}

/** As Graph answers `GET /{media_id}`; the checksum in hexadecimal. */
export interface MediaDescription {
  messaging_product: 'whatsapp';
  url: string;
  mime_type: string;
  sha256: string;
  file_size: number;
  id: string;
}

/** For whoever has shown the token. */
export function describe(
  media: GraphMedia,
  request: FastifyRequest,
  file: MediaFile,
): MediaDescription | GraphFailure {
  if (media.shelf.goesWrong(file, 'gone')) return unknownObject('GET', file.id);
  const origin = media.shelf.goesWrong(file, 'foreign_host')
    ? FOREIGN_HOST
    : `http://${request.headers.host}`;
  return {
    messaging_product: 'whatsapp',
    url: media.addresses.addressOf(file.id, origin),
    mime_type: file.mimeType,
    sha256: declaredSha256(file),
    file_size: file.byteSize,
    id: file.id,
  };
}

function cut(media: GraphMedia, reply: FastifyReply, file: MediaFile): FastifyReply {
  record(media, file, 200);
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': file.mimeType, 'content-length': file.byteSize });
  const half = media.shelf.read(file, { end: Math.max(0, Math.floor(file.byteSize / 2) - 1) });
  half.pipe(reply.raw, { end: false });
  half.on('end', () => reply.raw.destroy());
  return reply;
}

interface Answer {
  file: MediaFile | undefined;
  status: number;
  body: object | string;
}

function answer(media: GraphMedia, reply: FastifyReply, { file, status, body }: Answer): FastifyReply {
  if (file !== undefined) record(media, file, status);
  return reply.code(status).send(body);
}

function record({ ledger }: GraphMedia, { id: mediaId }: MediaFile, httpStatus: number): void {
  ledger.record({ kind: 'media.asked', mediaId, httpStatus });
}
