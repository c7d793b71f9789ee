import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem';
import { readJsonObject } from './json-body';
import { saysJson } from './media-type';

const MAX_BODY_BYTES = 1024 * 1024;

/** What takes no body here; what it means elsewhere is not agreed upon, so none may hide in it. */
const BODILESS = new Set(['GET', 'HEAD', 'DELETE']);

/** JSON, and 415 for anything else. What takes other bytes is a direct route. */
export function installBodyParsing(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addHook('onRoute', (route) => {
    route.bodyLimit = MAX_BODY_BYTES;
  });
  server.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) assertReadable(request, reply);
    done();
  });
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, request.is404 ? undefined : readJsonObject(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** @throws Problem 400 or 415, before a byte of the body is read */
function assertReadable(request: FastifyRequest, reply: FastifyReply): void {
  const { headers, method, raw } = request;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (BODILESS.has(method)) {
    if (!hasBody) return;
    void reply.header('connection', 'close');
    throw new Problem(400, 'unexpected_body', `A ${method} request takes no body here.`);
  }
  if (!hasBody && headers['content-type'] === undefined) return;
  if (saysJson(raw.rawHeaders)) return;
  void reply.header('connection', 'close');
  throw new Problem(
    415,
    'unsupported_media_type',
    'The request body must be application/json.',
    'Send Content-Type: application/json, once, uncompressed and in UTF-8.',
  );
}
