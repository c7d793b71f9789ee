import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Ledger } from '../ledger/ledger';
import { behaviourOf } from '../people/sentinels';
import type { Numbers } from '../numbers';
import type { BusinessNumber } from '../settings';
import * as failures from './graph-failure';
import type { GraphFailure } from './graph-failure';
import { describe, type GraphMedia, type MediaDescription } from '../media/graph-media.routes';
import { newWamid } from './identifiers';
import { addGraphHeaders, addRefusalHeader } from './response-headers';
import { field, readTextRequest, type TextRequest } from './text-request';

export interface GraphAccess {
  numbers: Numbers;
  media: GraphMedia;
  accessToken: string;
}

interface Accepted {
  number: BusinessNumber;
  message: TextRequest;
}

interface GraphParams {
  version: string;
  '*': string;
}

const JSON_TYPE = 'application/json; charset=UTF-8';
const SORRY_PAGE =
  '<!DOCTYPE html>\n<html lang="en"><head><title>Error</title></head><body><h1>Sorry, something went wrong.</h1>' +
  "<p>We're working on it and we'll get it fixed as soon as we can.</p></body></html>\n";

/** Graph as far as the product uses it: sending texts. Everything else gets Graph's own kind of refusal. */
export async function graphRoutes(app: FastifyInstance, ledger: Ledger, access: GraphAccess): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) => parsed(null, body));
    scope.setErrorHandler((_error, request, reply) => {
      refuse(ledger, request as FastifyRequest<{ Params: GraphParams }>, reply, failures.INTERNAL);
    });
    scope.addHook('onRequest', (request, reply, proceed) => {
      const { version, '*': path } = request.params as GraphParams;
      addGraphHeaders(reply, version, (numberOf(path, access) ?? access.numbers.first).wabaId);
      proceed();
    });
    scope.all<{ Params: GraphParams }>('/:version(^v\\d+\\.\\d+$)/*', (request, reply) => {
      const verdict = judge(request, access);
      if ('httpStatus' in verdict) return refuse(ledger, request, reply, verdict);
      if ('url' in verdict) return reply.type(JSON_TYPE).send(verdict);
      return accept(ledger, request, reply, verdict);
    });
    done();
  });
}

/** Graph's order: first the token, then the object, then the parameters. */
function judge(
  request: FastifyRequest<{ Params: GraphParams }>,
  access: GraphAccess,
): Accepted | MediaDescription | GraphFailure {
  const token = tokenOf(request);
  if (token === null) return failures.TOKEN_MISSING;
  if (token !== access.accessToken) return failures.TOKEN_INVALID;
  const [id = '', edge, ...beyond] = request.params['*'].split('/').filter((part) => part !== '');
  const file = access.media.shelf.find(id);
  if (file && edge === undefined && request.method === 'GET') return describe(access.media, request, file);
  const number = numberOf(id, access);
  if (number === undefined) return failures.unknownObject(request.method, id);
  if (edge !== 'messages' || beyond.length > 0) {
    return failures.unknownPath(`/${[edge ?? id, ...beyond].join('/')}`);
  }
  if (request.method !== 'POST') return failures.unknownObject(request.method, id);
  const message = readTextRequest(jsonOf(request), number.displayPhoneNumber);
  return 'httpStatus' in message ? message : { number, message };
}

function numberOf(path: string, { numbers }: GraphAccess): BusinessNumber | undefined {
  return numbers.find(path.split('/')[0] ?? '');
}

function accept(
  ledger: Ledger,
  request: FastifyRequest,
  reply: FastifyReply,
  { number, message }: Accepted,
): FastifyReply | undefined {
  const { answer } = behaviourOf(message.to);
  if (answer === 'html') return answerWithPage(ledger, request, reply);
  if (answer === 'rate_limited') return refuse(ledger, request, reply, failures.RATE_LIMITED);

  const wamid = newWamid(message.to, 'outbound');
  // Recorded before anything is answered: whatever the caller then sees, the message is on its way.
  ledger.record({
    kind: 'graph.accepted',
    receivedAt: request.receivedAt.toISOString(),
    wamid,
    phoneNumberId: number.phoneNumberId,
    ...message,
    answer,
  });
  if (answer === 'success') {
    return reply.type(JSON_TYPE).send({
      messaging_product: 'whatsapp',
      contacts: [{ input: message.input, wa_id: message.to }],
      messages: [{ id: wamid }],
    });
  }
  reply.hijack();
  if (answer === 'dropped') request.raw.socket.resetAndDestroy();
  return undefined;
}

function refuse(
  ledger: Ledger,
  request: FastifyRequest,
  reply: FastifyReply,
  failure: GraphFailure,
): FastifyReply {
  recordRefusal(ledger, request, failure.httpStatus, failure);
  addRefusalHeader(reply, failure);
  return reply.code(failure.httpStatus).type(JSON_TYPE).send(failures.failureBody(failure));
}

function answerWithPage(ledger: Ledger, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  recordRefusal(ledger, request, 503, null);
  return reply.code(503).type('text/html; charset=utf-8').send(SORRY_PAGE);
}

function recordRefusal(
  ledger: Ledger,
  request: FastifyRequest,
  httpStatus: number,
  failure: GraphFailure | null,
): void {
  const body = jsonOf(request);
  ledger.record({
    kind: 'graph.refused',
    receivedAt: request.receivedAt.toISOString(),
    path: request.url.split('?')[0] ?? '',
    httpStatus,
    code: failure?.code ?? null,
    subcode: failure?.subcode ?? null,
    message: failure?.message ?? 'an HTML page',
    to: textOrNull(field(body, 'to')),
    body: textOrNull(field(field(body, 'text'), 'body')),
    callbackData: textOrNull(field(body, 'biz_opaque_callback_data')),
  });
}

/** From the header, or from the query as Graph also allows; null when there is none. */
function tokenOf(request: FastifyRequest): string | null {
  const [, bearer] = /^(?:Bearer|OAuth)\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '') ?? [];
  return bearer ?? textOrNull(field(request.query, 'access_token'));
}

function jsonOf(request: FastifyRequest): unknown {
  try {
    return typeof request.body === 'string' ? JSON.parse(request.body) : undefined;
  } catch {
    return undefined;
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
