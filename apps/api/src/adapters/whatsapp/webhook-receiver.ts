import { createHash, timingSafeEqual } from 'node:crypto';
import { secretBehind } from '@parley/whatsapp-cloud';
import { Injectable } from '@nestjs/common';
import { crashPoint } from '../../kernel/crash-points';
import { Problem } from '../../kernel/problem';
import { DeliveryIntake, IntakeRecord } from '../../messaging';
import { Environment } from '../../platform/config/environment';
import { DirectRequest } from '../../platform/http/direct-route';
import { isProbe, PROBE_ANSWER } from './doctor/probe';
import { accountOf } from './webhook-account';
import { WHATSAPP } from './whatsapp.adapter';

/** Meta sends 3 MB at most (facts/cloud-api.md C1). */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** How a signature looks; what looks otherwise need not be read (libs/whatsapp-cloud, signature.ts, decides). */
const SIGNATURE = /^sha256=[0-9a-f]{64}$/;
/** What Meta sends to be echoed: an integer. Nothing else is, so that an answer of ours never says what others want. */
const CHALLENGE = /^[0-9]{1,20}$/;

/** Meta's three query parameters (facts: cloud-api.md C1): any of them may be absent, or come twice as a list. */
export type Handshake = Readonly<Record<'mode' | 'token' | 'challenge', unknown>>;

/** The front door for Meta: who it is, and that the bytes are kept. What they say is read later. */
@Injectable()
export class WebhookReceiver {
  /** Each active secret with the name that it has in `webhook_delivery.signed_with`. */
  private readonly secrets: ReadonlyMap<string, string>;
  private readonly verifyToken: string | undefined;

  constructor(
    { WHATSAPP_APP_SECRETS = [], WHATSAPP_VERIFY_TOKEN }: Environment,
    private readonly intake: DeliveryIntake,
    private readonly record: IntakeRecord,
  ) {
    this.secrets = new Map(WHATSAPP_APP_SECRETS.map((secret) => [secret, fingerprintOf(secret)]));
    this.verifyToken = WHATSAPP_VERIFY_TOKEN;
  }

  /** Answers the challenge. @throws Problem 403 */
  handshake({ mode, token, challenge }: Handshake): string {
    const expected = this.verifyToken;
    const isMeta =
      mode === 'subscribe' && expected !== undefined && typeof token === 'string' && same(token, expected);
    if (!isMeta || typeof challenge !== 'string' || !CHALLENGE.test(challenge)) {
      throw new Problem(403, 'wrong_verify_token', 'The verify token is not ours.');
    }
    return challenge;
  }

  /**
   * Resolves when the body is committed. Never refused for what it says. A probe of our own doctor holds nothing, so it
   * is kept nowhere.
   * @throws Problem 401 for a wrong signature, 413, 415, 503 when nothing can be checked or stored
   */
  async receive(request: DirectRequest): Promise<string> {
    try {
      return await this.take(request);
    } catch (error) {
      this.record.refused(error);
      throw error;
    }
  }

  private async take(request: DirectRequest): Promise<string> {
    if (this.secrets.size === 0)
      throw new Problem(503, 'no_app_secret', 'No app secret is configured, so no webhook can be trusted.');
    this.intake.assertOpen();
    assertPlain(request.header('content-encoding'));
    const signature = request.header('x-hub-signature-256');
    if (signature === undefined || !SIGNATURE.test(signature)) throw wrongSignature();
    const body = await request.body(MAX_BODY_BYTES);
    const secret = secretBehind(body, signature, [...this.secrets.keys()]);
    if (secret === undefined) throw wrongSignature();
    if (isProbe(body)) return PROBE_ANSWER;
    crashPoint('receive.verified');
    const signedWith = this.secrets.get(secret) ?? null;
    const source = request.address ?? null;
    await this.intake.store({ provider: WHATSAPP, accountId: accountOf(body), body, signedWith, source });
    return 'EVENT_RECEIVED';
  }
}

const wrongSignature = (): Problem =>
  new Problem(401, 'wrong_signature', 'The webhook is not signed with an active app secret.');

/** What is signed are the bytes before they were packed; nobody agrees on what packed ones are. @throws Problem 415 */
function assertPlain(encoding: string | undefined): void {
  if (encoding === undefined || encoding === 'identity') return;
  throw new Problem(415, 'unsupported_encoding', 'A webhook must come uncompressed.');
}

/** Digests have one length, so the comparison tells nothing of the expected token's. */
function same(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

const fingerprintOf = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex').slice(0, 8);
