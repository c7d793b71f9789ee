import { createHash, timingSafeEqual } from 'node:crypto';
import { signatureMatches } from '@parley/whatsapp-cloud';
import { Injectable } from '@nestjs/common';
import { Problem } from '../../kernel/problem';
import { DeliveryIntake } from '../../messaging';
import { Environment } from '../../platform/config/environment';
import { WHATSAPP } from './whatsapp.adapter';

/** Meta's three query parameters (facts: cloud-api.md C1): any of them may be absent, or come twice as a list. */
export type Handshake = Readonly<Record<'mode' | 'token' | 'challenge', unknown>>;

/** The front door for Meta: who it is, and that the bytes are kept. What they say is read later. */
@Injectable()
export class WebhookReceiver {
  constructor(
    private readonly environment: Environment,
    private readonly intake: DeliveryIntake,
  ) {}

  /** Answers the challenge. @throws Problem 403 */
  handshake({ mode, token, challenge }: Handshake): string {
    const expected = this.environment.WHATSAPP_VERIFY_TOKEN;
    const isMeta =
      mode === 'subscribe' && expected !== undefined && typeof token === 'string' && same(token, expected);
    if (!isMeta || typeof challenge !== 'string') {
      throw new Problem(403, 'wrong_verify_token', 'The verify token is not ours.');
    }
    return challenge;
  }

  /** Resolves when the body is committed. @throws Problem 401 for a wrong signature, 503 when nothing can be checked or stored */
  async receive(body: unknown, signature: string | undefined): Promise<string> {
    const secrets = this.environment.WHATSAPP_APP_SECRETS;
    if (secrets === undefined) {
      throw new Problem(503, 'no_app_secret', 'No app secret is configured, so no webhook can be trusted.');
    }
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    if (!signatureMatches(bytes, signature, secrets)) {
      throw new Problem(401, 'wrong_signature', 'The webhook is not signed with an active app secret.');
    }
    await this.intake.store(WHATSAPP, bytes);
    return 'EVENT_RECEIVED';
  }
}

/** Digests have one length, so the comparison tells nothing of the expected token's. */
function same(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
