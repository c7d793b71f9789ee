import type { FastifyReply } from 'fastify';
import { field, textOrNull } from '../sends/parameter';
import { jsonOf, type GraphAccess, type GraphRequest } from './graph-call';
import { failureBody, type GraphFailure } from './graph-failure';
import { addRefusalHeader } from './response-headers';

const JSON_TYPE = 'application/json; charset=UTF-8';

export function answerJson(reply: FastifyReply, answer: object): FastifyReply {
  return reply.type(JSON_TYPE).send(JSON.stringify(answer));
}

/** Answers with a failure, once it is in the ledger. */
export function refuse(
  access: GraphAccess,
  request: GraphRequest,
  reply: FastifyReply,
  failure: GraphFailure,
): FastifyReply {
  recordRefusal(access, request, failure.httpStatus, failure);
  addRefusalHeader(reply, failure);
  return answerJson(reply.code(failure.httpStatus), failureBody(failure));
}

/** @param failure null: the answer is not Graph's */
export function recordRefusal(
  { media: { ledger } }: GraphAccess,
  request: GraphRequest,
  httpStatus: number,
  failure: GraphFailure | null,
): void {
  const body = jsonOf(request);
  ledger.record({
    kind: 'graph.refused',
    receivedAt: request.receivedAt.toISOString(),
    arrivedAtUs: request.arrivedAtUs,
    path: request.url.split('?')[0] ?? '',
    httpStatus,
    code: failure?.code ?? null,
    subcode: failure?.subcode ?? null,
    message: failure?.message ?? 'not an answer of Graph',
    to: textOrNull(field(body, 'to') ?? field(body, 'recipient')),
    body: textOrNull(field(field(body, 'text'), 'body')),
    callbackData: textOrNull(field(body, 'biz_opaque_callback_data')),
  });
}
