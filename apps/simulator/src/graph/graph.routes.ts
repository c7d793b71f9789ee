import type { FastifyInstance, FastifyReply } from 'fastify';
import { describe, type GraphMedia } from '../media/graph-media.routes';
import { upload, UPLOAD_BODY_LIMIT } from '../media/upload';
import { field } from '../sends/parameter';
import type { BusinessNumber } from '../settings';
import { ACCOUNT_EDGES, describeTemplate } from './edges/account';
import { sendMessage } from './edges/messages';
import { PHONE_NUMBER, phoneNumberNode } from './edges/phone-number';
import { partsOf, tokenOf, type GraphAccess, type GraphParams, type GraphRequest } from './graph-call';
import * as failures from './graph-failure';
import type { GraphFailure } from './graph-failure';
import { picked } from './node-fields';
import { answerJson, refuse } from './refusal';
import { addGraphHeaders } from './response-headers';

type Answer = object | GraphFailure;

/** Graph as far as the product uses it. Everything else gets Graph's own kind of refusal. */
export async function graphRoutes(app: FastifyInstance, access: GraphAccess): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) => parsed(null, body));
    scope.addContentTypeParser(
      'multipart/form-data',
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

/** Graph's order: first the token, then the object, then the parameters. */
function judge(
  access: GraphAccess,
  request: GraphRequest,
  reply: FastifyReply,
): FastifyReply | Promise<FastifyReply> {
  const token = tokenOf(request);
  if (token === null) return refuse(access, request, reply, failures.TOKEN_MISSING);
  if (token !== access.accessToken) return refuse(access, request, reply, failures.TOKEN_INVALID);
  const [id = '', edge = '', ...beyond] = partsOf(request.params['*']);
  const number = access.numbers.find(id);
  if (number && edge === 'messages' && beyond.length === 0 && request.method === 'POST')
    return sendMessage({ access, request, reply, number });
  const finish = (answer: Answer): FastifyReply =>
    'httpStatus' in answer ? refuse(access, request, reply, answer) : answerJson(reply, answer);
  const answer = answerOf(access, request, { id, edge, beyond, number });
  return answer instanceof Promise ? answer.then(finish) : finish(answer);
}

interface Named {
  id: string;
  edge: string;
  beyond: readonly string[];
  number: BusinessNumber | undefined;
}

function answerOf(
  access: GraphAccess,
  request: GraphRequest,
  { id, edge, beyond, number }: Named,
): Answer | Promise<Answer> {
  const elsewhere = failures.unknownPath(`/${[edge, ...beyond].join('/')}`);
  const wrongMethod = failures.unknownObject(request.method, id);
  if (number) {
    if (beyond.length > 0) return elsewhere;
    if (edge === '' && request.method === 'GET') return describeNumber(access, request, number);
    if (edge === 'media' && request.method === 'POST') return upload(access.media, request, id);
    return ['', 'media', 'messages'].includes(edge) ? wrongMethod : elsewhere;
  }
  if (access.numbers.hasAccount(id)) {
    const methods = beyond.length > 0 ? undefined : ACCOUNT_EDGES[edge];
    if (methods === undefined) return elsewhere;
    return methods[request.method]?.(access, request, id) ?? wrongMethod;
  }
  if (edge !== '') return wrongMethod;
  const template = access.templates.list().find((one) => one.id === id);
  return template ? describeTemplate(template, request) : answerOfFile(access.media, request, id);
}

function describeNumber(access: GraphAccess, request: GraphRequest, number: BusinessNumber): Answer {
  const { limits } = access.limits.state();
  const { overrideUrl = null } = access.subscriptions.find(number.wabaId) ?? {};
  return picked(
    phoneNumberNode({ limits, webhookUrl: overrideUrl }, number),
    PHONE_NUMBER,
    field(request.query, 'fields'),
  );
}

/** `GET` and `DELETE /{media-id}`; an upload is known to the number that it was made for, where one is named. */
function answerOfFile(media: GraphMedia, request: GraphRequest, id: string): Answer {
  const file = media.shelf.known(id);
  const unknown = failures.unknownObject(request.method, id);
  const asker = field(request.query, 'phone_number_id');
  if (file === undefined) return unknown;
  if (asker !== undefined && file.uploadedTo !== undefined && file.uploadedTo !== asker) return unknown;
  if (request.method === 'GET') return describe(media, request, file);
  if (request.method !== 'DELETE') return unknown;
  media.ledger.record({ kind: 'media.deleted', mediaId: id });
  return { success: true };
}
