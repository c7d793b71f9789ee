import type { FastifyInstance, FastifyReply } from 'fastify';
import { isAccepted } from '../faults/effect';
import { UPLOAD_BODY_LIMIT } from '../media/upload';
import { proofFailure } from './app-secret-proof';
import { sendMessage } from './edges/messages';
import { exchangeCode } from './edges/tokens';
import { failureOf } from './error-table';
import { answerAccepted, answerRefused, later, type Answered } from './faulty-answer';
import { partsOf, tokenOf, type GraphAccess, type GraphParams, type GraphRequest } from './graph-call';
import * as failures from './graph-failure';
import { nodeOf } from './nodes';
import { forbiddenTo } from './permissions';
import { refuse } from './refusal';
import { addGraphHeaders, addUsageHeaders } from './response-headers';

/** Bodies that may be files: those of multipart forms, and the bytes of a resumable upload in whatever type they come. */
const FILES =
  /^(multipart\/form-data|(image|video|audio)\/|application\/(octet-stream|pdf|x-www-form-urlencoded))/;

/** Graph as far as the product uses it. Everything else gets Graph's own kind of refusal. */
export async function graphRoutes(app: FastifyInstance, access: GraphAccess): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    scope.addContentTypeParser(
      FILES,
      { parseAs: 'buffer', bodyLimit: UPLOAD_BODY_LIMIT },
      (_request, body, parsed) => parsed(null, body),
    );
    scope.setErrorHandler((_error, request, reply) => {
      refuse(access, request as GraphRequest, reply, failures.INTERNAL);
    });
    scope.addHook('onRequest', (request, reply, proceed) => {
      const { version, '*': path } = request.params as GraphParams;
      const [id = '', edge] = partsOf(path);
      if (edge === 'messages' && request.method === 'POST' && access.faults.cutsUnread(id)) {
        const { arrivedAtUs } = request;
        access.media.ledger.record({
          kind: 'graph.unread',
          arrivedAtUs,
          path: request.url.split('?')[0] ?? '',
        });
        reply.hijack();
        request.raw.socket.resetAndDestroy();
        return;
      }
      addGraphHeaders(reply, version, (access.numbers.find(id) ?? access.numbers.first).wabaId);
      proceed();
    });
    scope.all<{ Params: GraphParams }>('/:version(^v\\d+\\.\\d+$)/*', (request, reply) =>
      judge(access, request, reply),
    );
    done();
  });
}

/** Graph's order: first the token, then the object, what the token may do, and the parameters. */
function judge(access: GraphAccess, request: GraphRequest, reply: FastifyReply): Answered {
  const path = request.params['*'];
  const [id = '', edge = '', ...beyond] = partsOf(path);
  if (id === 'oauth' && edge === 'access_token')
    return perform(access, request, reply, () => exchangeCode(access, request));
  const text = tokenOf(request);
  if (text === null) return refuse(access, request, reply, failures.TOKEN_MISSING);
  const token = access.tokens.judge(text);
  if ('httpStatus' in token) return refuse(access, request, reply, token);
  const unproven = proofFailure(access.app, request, text);
  if (unproven) return refuse(access, request, reply, unproven);

  const number = access.numbers.find(id);
  if (number && edge === 'messages' && beyond.length === 0 && request.method === 'POST') {
    const failure = forbiddenTo(token, number.wabaId, { method: request.method, id, deed: 'send' });
    return failure
      ? refuse(access, request, reply, failure)
      : sendMessage({ access, request, reply, number });
  }
  const node = nodeOf({ access, request, id, edge, beyond });
  const wabaId = node?.wabaId ?? access.numbers.first.wabaId;
  const limitCode = access.usage.call(wabaId);
  addUsageHeaders(reply, wabaId, access.usage.usageOf(wabaId));
  if (limitCode !== undefined) return refuse(access, request, reply, failureOf(limitCode));
  if (node === undefined) return refuse(access, request, reply, failures.unknownObject(request.method, id));
  const deed = { method: request.method, id, deed: node.isMedia ? 'media' : 'manage' } as const;
  const forbidden = node.wabaId === null ? null : forbiddenTo(token, node.wabaId, deed);
  if (forbidden) return refuse(access, request, reply, forbidden);
  return perform(access, request, reply, () => node.answer());
}

/** The answer of a call that is no send, or what goes wrong with it. */
function perform(
  access: GraphAccess,
  request: GraphRequest,
  reply: FastifyReply,
  answer: () => failures.Answer | Promise<failures.Answer>,
): Answered {
  const effect = access.faults.effectOnCall(request.method, request.params['*']);
  if (!isAccepted(effect)) return later(effect, () => answerRefused(access, request, reply, effect));
  const finish = (given: failures.Answer): Answered =>
    later(effect, () =>
      failures.isFailure(given)
        ? refuse(access, request, reply, given)
        : answerAccepted(reply, effect, given),
    );
  const given = answer();
  return given instanceof Promise ? given.then(finish) : finish(given);
}
