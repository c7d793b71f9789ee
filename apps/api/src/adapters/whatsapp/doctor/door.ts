import { randomInt } from 'node:crypto';
import { signBody } from '@parley/whatsapp-cloud';
import { causeOf } from './cause';
import { DoorAnswer, DoorFacts } from './facts';
import { PROBE_ANSWER, probeBody } from './probe';

const WITHIN_MS = 5_000;
/** Ours are a few words; whatever is longer is not ours. */
const MAX_ANSWER_CHARACTERS = 100;

/** Knocks at our own public address as Meta would: with the handshake, and with a signed webhook that holds nothing. */
export async function knock(
  webhookUrl: string,
  { verifyToken, appSecret }: { verifyToken: string | undefined; appSecret: string | undefined },
): Promise<DoorFacts> {
  const [handshake, signedPost] = await Promise.all([
    verifyToken === undefined ? null : shakeHands(webhookUrl, verifyToken),
    appSecret === undefined ? null : postSigned(webhookUrl, appSecret),
  ]);
  return { handshake, signedPost };
}

function shakeHands(webhookUrl: string, verifyToken: string): Promise<DoorAnswer> {
  const challenge = String(randomInt(1_000_000_000));
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.verify_token': verifyToken,
    'hub.challenge': challenge,
  });
  return answerOf(`${webhookUrl}?${query.toString()}`, {}, challenge);
}

function postSigned(webhookUrl: string, appSecret: string): Promise<DoorAnswer> {
  const body = probeBody();
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signBody(body, appSecret) };
  return answerOf(webhookUrl, { method: 'POST', headers, body: new Uint8Array(body) }, PROBE_ANSWER);
}

async function answerOf(url: string, init: RequestInit, expected: string): Promise<DoorAnswer> {
  try {
    const signal = AbortSignal.timeout(WITHIN_MS);
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    const isOurs = (await beginningOf(response)) === expected && response.status === 200;
    return isOurs ? { kind: 'ours' } : { kind: 'other', httpStatus: response.status };
  } catch (error) {
    return { kind: 'unreachable', reason: causeOf(error) };
  }
}

async function beginningOf(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes as Uint8Array, { stream: true });
    if (text.length > MAX_ANSWER_CHARACTERS) break;
  }
  return text;
}
