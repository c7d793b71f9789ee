import { explain, ManagementOutcome } from '@parley/whatsapp-cloud';
import { ProviderOutcome, ProviderTrouble, TroubleCode } from '../../../channels';

type Unsuccessful = Exclude<ManagementOutcome<unknown>, { kind: 'done' }>;
type Rejected = Extract<Unsuccessful, { kind: 'rejected' }>;
type Failed = Extract<Unsuccessful, { kind: 'failed' }>;

const EXPIRED_SUBCODE = 463;
const UNKNOWN_OBJECT_SUBCODE = 33;

/** What became of a call to Meta, in words of no provider (facts: cloud-api.md A4, seeds.md 3.2). */
export function outcomeOf<Value>(outcome: ManagementOutcome<Value>): ProviderOutcome<Value> {
  if (outcome.kind === 'done') return { kind: 'done', value: outcome.value };
  return { kind: 'failed', trouble: troubleOf(outcome) };
}

export function troubleOf(outcome: Unsuccessful): ProviderTrouble {
  switch (outcome.kind) {
    case 'refused':
      return {
        code: outcome.field === 'accessToken' ? 'auth_failed' : 'invalid_parameters',
        reason: `${outcome.field} ${outcome.reason}.`,
        providerCode: null,
        retryAfterMs: null,
      };
    case 'failed': {
      const { reason, snippet, retryAfterMs } = outcome;
      const words = snippet === null ? reason : `${reason}: ${snippet}`;
      return { code: codeOfFailed(outcome), reason: words, providerCode: null, retryAfterMs };
    }
    case 'rejected': {
      const { error, retryAfterMs } = outcome;
      return {
        code: codeOfRejected(outcome),
        reason: error.details ?? error.message,
        providerCode: error.code === null ? null : String(error.code),
        retryAfterMs: retryAfterMs ?? explain(error.code, error.httpStatus).pauseMs ?? null,
      };
    }
  }
}

function codeOfFailed({ httpStatus, reason }: Failed): TroubleCode {
  if (httpStatus === null) return /timeout|slow/i.test(reason) ? 'timeout' : 'service_down';
  if (httpStatus === 429) return 'rate_limited';
  return httpStatus >= 500 ? 'service_down' : 'unreadable_answer';
}

function codeOfRejected({ error: { code, subcode, httpStatus } }: Rejected): TroubleCode {
  if (code === null) return 'unreadable_answer';
  if (code === 190) return subcode === EXPIRED_SUBCODE ? 'auth_expired' : 'auth_failed';
  if (code === 0 || code === 102 || code === 104) return 'auth_failed';
  if (code === 3 || code === 10 || code === 131005 || (code >= 200 && code <= 299))
    return 'permission_denied';
  if (code === 33 || (code === 100 && subcode === UNKNOWN_OBJECT_SUBCODE)) return 'not_found';
  if ([100, 131008, 131009, 135000].includes(code)) return 'invalid_parameters';
  const { retry, scope } = explain(code, httpStatus);
  if (retry === 'retry') return 'rate_limited';
  if (retry === 'later' && scope === 'number') return 'rate_limited';
  return retry === 'ambiguous' ? 'service_down' : 'refused';
}
