import type { DeadLetterStage, DeadLetterState } from '@parley/api-client';
import { isWorkspaceAddress } from '../workspace-address';

const STAGES = ['explode', 'route', 'apply'] as const;
export const LETTER_STATES = ['waiting', 'replaying', 'replayed', 'discarded'] as const;

/** Which dead letters are shown, one by one. */
export type LetterFilters = {
  stage: DeadLetterStage | null;
  reason: string | null;
  /** The address of a workspace. */
  workspace: string | null;
  state: DeadLetterState;
};

/** What of an address is a filter; null when none is, and the causes are shown instead of letters. */
export function lettersIn(params: URLSearchParams): LetterFilters | null {
  const stage = STAGES.find((name) => name === params.get('stage')) ?? null;
  const reason = matching(params.get('reason'), isReason);
  const workspace = matching(params.get('workspace'), isWorkspaceAddress);
  const state = LETTER_STATES.find((name) => name === params.get('state'));
  if (!stage && !reason && !workspace && !state) return null;
  return { stage, reason, workspace, state: state ?? 'waiting' };
}

/** The filters as a query string with its question mark. Never '': that would be the causes. */
export function addressOf({ stage, reason, workspace, state }: LetterFilters): string {
  const params = new URLSearchParams({
    ...(stage && { stage }),
    ...(reason && { reason }),
    ...(workspace && { workspace }),
    ...((state !== 'waiting' || (!stage && !reason && !workspace)) && { state }),
  });
  return `?${params}`;
}

/** The filters as the API takes them. */
export function asQuery({ stage, reason, workspace, state }: LetterFilters) {
  return { state, ...scopeOf({ stage, reason, workspace }) };
}

/** What a replay of all of them is about. */
export function scopeOf({ stage, reason, workspace }: Omit<LetterFilters, 'state'>) {
  return { ...(stage && { stage }), ...(reason && { reason }), ...(workspace && { tenantSlug: workspace }) };
}

const isReason = (text: string): boolean => /^[a-z][a-z0-9_]{0,59}$/.test(text);

const matching = (value: string | null, rule: (text: string) => boolean): string | null =>
  value !== null && rule(value) ? value : null;
