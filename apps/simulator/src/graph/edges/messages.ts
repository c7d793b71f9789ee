import type { FastifyReply } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAccepted, merged, statusOrdersOf, type AnswerFault, type Effect } from '../../faults/effect';
import type { GraphAccepted } from '../../ledger/ledger-entry';
import { canBeSentAs } from '../../media/upload';
import { refusalOf } from '../../onboarding/sending-state';
import { sentinelEffect } from '../../people/sentinels';
import { field } from '../../sends/parameter';
import { readSend, type ReadReceipt, type SendRequest } from '../../sends/send-request';
import { templateSend } from '../../sends/template-content';
import type { BusinessNumber } from '../../settings';
import type { Template } from '../../templates/template';
import { checkTemplate } from '../../templates/template-check';
import { failureOf, isToldLater } from '../error-table';
import { answerAccepted, answerRefused, later, type Answered } from '../faulty-answer';
import { jsonOf, type GraphAccess, type GraphRequest } from '../graph-call';
import { invalidParameter, type GraphFailure } from '../graph-failure';
import { newWamid } from '../identifiers';
import { answerJson, refuse } from '../refusal';

interface Send {
  access: GraphAccess;
  request: GraphRequest;
  reply: FastifyReply;
  number: BusinessNumber;
}

const MEDIA_MISMATCH = 131053;
/** How long an answer waits for its statuses to be taken. */
const STATUSES_FIRST_MS = 2_000;

/** `POST /{phone-number-id}/messages`: the parameters, what is ordered to go wrong, the state of number and account, the template, the limits; in this order. */
export function sendMessage(send: Send): Answered {
  const { access, request, reply, number } = send;
  const message = readSend(jsonOf(request), number.displayPhoneNumber);
  if ('httpStatus' in message) return refuse(access, request, reply, message);
  if ('readWamid' in message) return markRead(send, message);

  const effect = merged(access.faults.effectOn(number.phoneNumberId, message.to), sentinelEffect(message.to));
  if (!isAccepted(effect)) return later(effect, () => answerRefused(access, request, reply, effect));
  const template = templateOf(send, message);
  const stateCode = refusalOf(number, access.accounts.find(number.wabaId), {
    isTemplate: message.type === 'template',
  });
  const isRefusedAtOnce = stateCode !== undefined && isToldLater(stateCode) !== true;
  const failure = isRefusedAtOnce ? failureOf(stateCode) : checkContent(send, message, template);
  if (failure) return later(effect, () => refuse(access, request, reply, failure));
  const { refusal, asyncFailure } = access.limits.judge(number, message, request.arrivedAtUs);
  if (refusal !== undefined) return later(effect, () => refuse(access, request, reply, failureOf(refusal)));
  return accept(send, message, {
    effect,
    template,
    failsLater: stateCode ?? asyncFailure ?? mismatchOf(send, message),
  });
}

function markRead({ access, request, reply, number }: Send, receipt: ReadReceipt): FastifyReply {
  access.media.ledger.record({
    kind: 'graph.read',
    arrivedAtUs: request.arrivedAtUs,
    phoneNumberId: number.phoneNumberId,
    ...receipt,
  });
  return answerJson(reply, { success: true });
}

function templateOf({ access, number }: Send, message: SendRequest): Template | undefined {
  if (message.type !== 'template') return undefined;
  const { name, language } = templateSend(message.content);
  return access.templates.find(number.wabaId, name, language);
}

function checkContent(
  { access }: Send,
  { type, content, kind }: SendRequest,
  template: Template | undefined,
): GraphFailure | null {
  if (type === 'template') {
    if (kind === 'user_id' && template?.category === 'AUTHENTICATION') return failureOf(131062);
    return checkTemplate(template, templateSend(content));
  }
  const id = mediaIdIn(content);
  return id !== undefined && access.media.shelf.known(id) === undefined
    ? invalidParameter(`Param ${type}['id'] is not a valid whatsapp business account media attachment ID`)
    : null;
}

/** A file of another kind than the message is taken, and fails later. */
function mismatchOf({ access }: Send, { type, content }: SendRequest): number | undefined {
  const id = mediaIdIn(content);
  const file = id === undefined ? undefined : access.media.shelf.known(id);
  return file && !canBeSentAs(file.mimeType, type) ? MEDIA_MISMATCH : undefined;
}

function mediaIdIn(content: unknown): string | undefined {
  const id = field(content, 'id');
  return typeof id === 'string' ? id : undefined;
}

interface Verdict {
  effect: Effect;
  template: Template | undefined;
  failsLater: number | undefined;
}

function accept(send: Send, message: SendRequest, { effect, template, failsLater }: Verdict): Answered {
  const { access, request, reply, number } = send;
  const { kind, type, content, ...rest } = message;
  const wamid = newWamid(message.to, 'outbound');
  const orders = statusOrdersOf(effect, failsLater);
  // Recorded before anything is answered: whatever the caller then sees, the message is on its way.
  access.media.ledger.record({
    kind: 'graph.accepted',
    receivedAt: request.receivedAt.toISOString(),
    arrivedAtUs: request.arrivedAtUs,
    wamid,
    phoneNumberId: number.phoneNumberId,
    ...rest,
    ...(kind === 'phone' ? {} : { recipientKind: kind }),
    ...(type === 'text' ? {} : { type, content }),
    ...(template && { category: template.category }),
    answer: ANSWERS[effect.answer ?? 'error'] ?? 'success',
    ...(orders && { orders }),
  });
  const answer = (): FastifyReply => answerAccepted(reply, effect, successOf(message, wamid, template));
  if (effect.statuses === 'before_response')
    return Promise.race([access.statuses.tellNow(wamid), sleep(STATUSES_FIRST_MS)]).then(() =>
      later(effect, answer),
    );
  return later(effect, answer);
}

/** What the ledger says that the caller got. */
const ANSWERS: Partial<Record<AnswerFault, GraphAccepted['answer']>> = {
  accept_then_drop: 'closed',
  accept_then_reset: 'dropped',
  accept_then_silence: 'withheld',
  html: 'garbled',
  empty: 'garbled',
  truncated_json: 'garbled',
  gzip_bomb: 'garbled',
  endless_body: 'garbled',
};

/** Facts B1: who is named by a user id is not named by a number, and a template says how it stands. */
function successOf({ kind, input, to }: SendRequest, id: string, template: Template | undefined): object {
  const contact = kind === 'user_id' ? { user_id: to } : { input, wa_id: to };
  const status = template?.isPaced ? 'held_for_quality_assessment' : 'accepted';
  return {
    messaging_product: 'whatsapp',
    contacts: [contact],
    messages: [
      {
        id,
        ...(kind === 'group' && { group_id: to }),
        ...(template && { message_status: status }),
      },
    ],
  };
}
