import { NumberFacts, TokenFacts } from '@parley/whatsapp-cloud';
import { ProviderOutcome, TroubleCode } from '../../../channels';
import { DoctorFacts } from './facts';

export const NOW_MS = Date.parse('2026-11-22T02:00:00Z');
export const WEBHOOK_URL = 'https://parley.example/api/webhooks/whatsapp';
export const APP_ID = '670843887433847';
export const WABA_ID = '102290129340398';
export const PHONE_NUMBER_ID = '106540352242922';

export function numberFacts(change: Partial<NumberFacts> = {}): NumberFacts {
  return {
    id: PHONE_NUMBER_ID,
    displayPhoneNumber: '+1 555-010-0042',
    verifiedName: 'Parley Demo',
    status: 'CONNECTED',
    qualityRating: 'GREEN',
    codeVerificationStatus: 'VERIFIED',
    nameStatus: 'APPROVED',
    newNameStatus: 'NONE',
    platformType: 'CLOUD_API',
    throughputLevel: 'STANDARD',
    accountMode: 'LIVE',
    messagingLimit: 'TIER_2K',
    isOfficialBusinessAccount: false,
    isOnBizApp: false,
    webhooks: { number: null, account: null, app: WEBHOOK_URL },
    health: { canSendMessage: 'AVAILABLE', entities: [] },
    ...change,
  };
}

export function tokenFacts(change: Partial<TokenFacts> = {}): TokenFacts {
  return {
    isValid: true,
    appId: APP_ID,
    type: 'SYSTEM_USER',
    expiresAtMs: null,
    scopes: ['whatsapp_business_messaging', 'whatsapp_business_management'],
    granularScopes: [],
    error: null,
    ...change,
  };
}

export const done = <Value>(value: Value): ProviderOutcome<Value> => ({ kind: 'done', value });

export const failedWith = (
  code: TroubleCode,
  providerCode: string | null = null,
): Extract<ProviderOutcome<never>, { kind: 'failed' }> => ({
  kind: 'failed',
  trouble: { code, reason: 'As Meta says.', providerCode, retryAfterMs: null },
});

/** A connection of which nothing is wrong. */
export function factsOf(change: Partial<DoctorFacts> = {}): DoctorFacts {
  return {
    nowMs: NOW_MS,
    phoneNumberId: PHONE_NUMBER_ID,
    wabaId: WABA_ID,
    appId: APP_ID,
    webhookUrl: WEBHOOK_URL,
    token: done(tokenFacts()),
    number: done(numberFacts()),
    accountNumbers: done([numberFacts()]),
    apps: done([{ appId: APP_ID, name: 'Parley', overrideCallbackUrl: null }]),
    graphAheadMs: 400,
    door: { handshake: { kind: 'ours' }, signedPost: { kind: 'ours' } },
    lastInboundAt: new Date(NOW_MS - 3_600_000),
    simulated: false,
    ...change,
  };
}
