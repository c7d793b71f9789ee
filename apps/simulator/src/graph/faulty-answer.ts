import type { FastifyReply } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Effect } from '../faults/effect';
import { sendGarbled } from '../faults/garbled-answer';
import { failureOf } from './error-table';
import type { GraphAccess, GraphRequest } from './graph-call';
import { answerJson, recordRefusal, refuse } from './refusal';

export type Answered = FastifyReply | Promise<FastifyReply>;

/** What the fault says in place of an answer: nothing came of the call. */
export function answerRefused(
  access: GraphAccess,
  request: GraphRequest,
  reply: FastifyReply,
  { answer, code, status = 200 }: Effect,
): FastifyReply {
  if (answer === 'html' || answer === 'empty') {
    recordRefusal(access, request, status, null);
    return sendGarbled(reply, answer, { status, success: {} });
  }
  return refuse(access, request, reply, failureOf(answer === 'token_expired' ? 190 : (code ?? 1)));
}

/** The success of a call that came to something, as far as the fault lets it through. */
export function answerAccepted(
  reply: FastifyReply,
  { answer, status = 200 }: Effect,
  success: object,
): FastifyReply {
  switch (answer) {
    case 'accept_then_drop':
    case 'accept_then_reset':
    case 'accept_then_silence':
      reply.hijack();
      if (answer === 'accept_then_drop') reply.raw.socket?.destroy();
      if (answer === 'accept_then_reset') reply.raw.socket?.resetAndDestroy();
      return reply;
    case 'html':
    case 'empty':
    case 'truncated_json':
    case 'gzip_bomb':
    case 'endless_body':
      return sendGarbled(reply, answer, { status, success });
    default:
      return answerJson(reply, success);
  }
}

export function later({ latencyMs }: Effect, answer: () => FastifyReply): Answered {
  return latencyMs === undefined ? answer() : sleep(latencyMs).then(answer);
}
