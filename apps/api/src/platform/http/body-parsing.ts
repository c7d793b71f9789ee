import { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem';

export const MAX_RAW_BODY_BYTES = 4 * 1024 * 1024;
const MAX_JSON_BODY_BYTES = 1024 * 1024;

/** Give a route this config (`@RouteConfig`) to get its body as the bytes that arrived, whatever they are. */
export const RAW_BODY = { rawBody: true } as const;

/** JSON for the routes that expect JSON, untouched bytes for those that verify a signature, 415 for anything else. */
export function installBodyParsing(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addHook('onRequest', (request, _reply, done) => {
    // Fastify refuses a content type that it cannot read before it asks any parser, and a signature is over bytes alone.
    if (wantsRawBody(request)) request.headers['content-type'] = 'application/octet-stream';
    done();
  });
  server.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: MAX_RAW_BODY_BYTES },
    (request, body, done) => {
      try {
        done(null, parse(request, body as Buffer));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

function parse(request: FastifyRequest, body: Buffer): unknown {
  if (wantsRawBody(request)) return body;
  if (!isJson(request.headers['content-type']))
    throw new Problem(415, 'unsupported_media_type', 'The request body must be application/json.');
  if (body.length > MAX_JSON_BODY_BYTES)
    throw new Problem(413, 'body_too_large', 'The request body is too large.');
  try {
    return JSON.parse(body.toString('utf8'), withoutPrototype);
  } catch {
    throw new Problem(400, 'malformed_json', 'The request body is not valid JSON.');
  }
}

function wantsRawBody(request: FastifyRequest): boolean {
  return (request.routeOptions.config as { rawBody?: boolean } | undefined)?.rawBody === true;
}

function isJson(contentType: string | undefined): boolean {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
}

/** `__proto__` in a body must not become a prototype. */
function withoutPrototype(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}
