import { GateState } from '../policy/policy-gate';

const STATES: Readonly<Record<string, GateState['template']['status']>> = {
  draft: 'unknown',
  pending: 'unknown',
  rejected: 'unknown',
  in_appeal: 'unknown',
  limit_exceeded: 'unknown',
  archived: 'unknown',
  pending_deletion: 'unknown',
  deleted: 'unknown',
  paused: 'paused',
  disabled: 'disabled',
};

/**
 * What the gate makes of a template's status. One that we do not know, or whose status is new to us, counts as approved:
 * the provider refuses what it does not send, and says why.
 */
export function templateStateOf(
  template: { readonly status: string; readonly pausedUntilMs: number | null } | null,
): GateState['template'] {
  if (template === null) return { status: 'approved', pausedUntilMs: null };
  const status = Object.hasOwn(STATES, template.status) ? STATES[template.status] : 'approved';
  return { status: status ?? 'approved', pausedUntilMs: template.pausedUntilMs };
}
