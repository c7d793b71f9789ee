import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem';
import { readJsonObject } from './json-body';
import { saysJson } from './media-type';

const MAX_RAW_BODY_BYTES = 4 * 1024 * 1024;
const MAX_JSON_BODY_BYTES = 1024 * 1024;

/** Give a route this config (`@RouteConfig`) to get its body as the bytes that arrived, whatever they are. */
export const RAW_BODY = { rawBody: true } as const;

/** What takes no body here; what it means elsewhere is not agreed upon, so none may hide in it. */
const BODILESS = new Set(['GET', 'HEAD', 'DELETE']);

/** JSON for the routes that expect JSON, untouched bytes for those that verify a signature, 415 for anything else. */
export function installBodyParsing(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addHook('onRoute', (route) => {
    route.bodyLimit = isRaw(route.config) ? MAX_RAW_BODY_BYTES : MAX_JSON_BODY_BYTES;
  });
  server.addHook('onRequest', (request, reply, done) => {
    // Fastify refuses a content type that it cannot read before it asks any parser, and a signature is over bytes alone.
    if (wantsRawBody(request)) request.headers['content-type'] = 'application/octet-stream';
    else if (!request.is404) assertReadable(request, reply);
    done();
  });
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, parsed(request, body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

function parsed(request: FastifyRequest, body: Buffer): unknown {
  if (request.is404) return undefined;
  return wantsRawBody(request) ? body : readJsonObject(body);
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

function wantsRawBody(request: FastifyRequest): boolean {
  return isRaw(request.routeOptions.config);
}

function isRaw(config: unknown): boolean {
  return (config as { rawBody?: boolean } | undefined)?.rawBody === true;
}
