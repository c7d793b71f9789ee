import { Problem, ProblemForNow } from '../../kernel/problem';

/** Why a provider did not do what was asked, in words of no provider. */
export const TROUBLE_CODES = [
  /** It does not take the access token. */
  'auth_failed',
  /** The access token was good once. */
  'auth_expired',
  /** The access token is good for other things. */
  'permission_denied',
  'rate_limited',
  'invalid_parameters',
  /** What was asked about does not exist, or is not the token's to see: providers do not say which. */
  'not_found',
  'service_down',
  'timeout',
  /** A page, nothing, or half an answer. */
  'unreadable_answer',
  /** It said no for a reason of its own; `providerCode` names it. */
  'refused',
  /** Our own: the token cannot be opened. */
  'unreadable_access_token',
  /** Our own: nothing is known of the provider. */
  'unsupported_provider',
  /** Our own: whoever runs the installation has not set what that needs. */
  'not_configured',
] as const;
export type TroubleCode = (typeof TROUBLE_CODES)[number];

export interface ProviderTrouble {
  readonly code: TroubleCode;
  /** The provider's own words, or ours. */
  readonly reason: string;
  readonly providerCode: string | null;
  /** As the provider says, if it does. */
  readonly retryAfterMs: number | null;
}

export type ProviderOutcome<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly trouble: ProviderTrouble };

const TITLES: Readonly<Record<TroubleCode, string>> = {
  auth_failed: 'The provider does not take the access token.',
  auth_expired: 'The access token has expired.',
  permission_denied: 'The access token may not do that.',
  rate_limited: 'The provider asks us to wait.',
  invalid_parameters: 'The provider does not take these values.',
  not_found: 'The provider does not know it, or does not show it to this access token.',
  service_down: 'The provider cannot do it now.',
  timeout: 'The provider did not answer in time.',
  unreadable_answer: 'The provider answered with something that cannot be read.',
  refused: 'The provider said no.',
  unreadable_access_token: 'The access token of the number cannot be opened.',
  unsupported_provider: 'This provider is not supported.',
  not_configured: 'This installation is not set up for that.',
};

/** None of ours, so none is 5xx: 424 may go better later, 422 will not. */
const FAILED_DEPENDENCY = 424;
const WAIT_S = 60;
const PASSING: readonly TroubleCode[] = ['service_down', 'timeout', 'unreadable_answer'];

/** A trouble as an API answer tells it: `provider_` and its code. */
export function problemOf({ code, reason, retryAfterMs }: ProviderTrouble): Problem {
  const title = TITLES[code];
  const name = `provider_${code}`;
  if (code === 'rate_limited') {
    const seconds = retryAfterMs === null ? WAIT_S : Math.max(1, Math.ceil(retryAfterMs / 1_000));
    return new ProblemForNow(429, name, title, seconds, reason);
  }
  return new Problem(PASSING.includes(code) ? FAILED_DEPENDENCY : 422, name, title, reason);
}

/** @throws Problem */
export function valueOf<Value>(outcome: ProviderOutcome<Value>): Value {
  if (outcome.kind === 'failed') throw problemOf(outcome.trouble);
  return outcome.value;
}

export const titleOf = (code: TroubleCode): string => TITLES[code];
