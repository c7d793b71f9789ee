import { GATE_REASONS, GateReason } from './gate-reasons';
import { Decision, GateRequest, GateState, LOOK_AGAIN_MS } from './policy-gate';

export const HOUR = 3_600_000;
export const NOW = 1_790_000_000_000;

export const REPLY: GateRequest = { purpose: 'reply', kind: 'free_form', waitedMs: 0, nowMs: NOW };
export const TEMPLATE: GateRequest = { purpose: 'utility', kind: 'template', waitedMs: 0, nowMs: NOW };
export const MARKETING: GateRequest = { purpose: 'marketing', kind: 'template', waitedMs: 0, nowMs: NOW };

export const WELL: GateState = {
  window: { lastInboundAtMs: NOW - HOUR, freeEntryUntilMs: null },
  template: { status: 'approved', pausedUntilMs: null },
  consent: 'given',
  quietUntilMs: null,
  frequency: { sent: 0, limit: null, freeAtMs: NOW },
  portfolio: { used: 0, limit: null, isCounted: false, freeAtMs: NOW },
  channel: 'connected',
  channelUntilMs: null,
  channelHeldMs: null,
  token: 'usable',
};
export const SILENT: GateState = {
  ...WELL,
  window: { lastInboundAtMs: NOW - 25 * HOUR, freeEntryUntilMs: null },
};

export const refused = (reason: GateReason): Decision => ({
  kind: 'refuse',
  reason,
  next: GATE_REASONS[reason].next,
});
export const held = (reason: GateReason, untilMs = NOW + LOOK_AGAIN_MS): Decision => ({
  kind: 'hold',
  reason,
  untilMs,
});
export const ALLOWED: Decision = { kind: 'allow' };
