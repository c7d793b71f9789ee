/** How statuses come: at once, three quarters of a minute late, or never. */
export type WebhookMode = 'on' | 'late' | 'off';
export const WEBHOOK_MODES: readonly WebhookMode[] = ['on', 'late', 'off'];

const LATE_MS = 45_000;

/** Rules of the simulator's (docs/simulator.md) that hold for every send, whatever else goes wrong. */
const ALWAYS = [
  {
    id: 'accepted, and the connection is closed',
    when: { share: 0.05 },
    then: { answer: 'accept_then_drop' },
  },
  { id: 'a page', when: { share: 0.01 }, then: { answer: 'html', status: 503 } },
  { id: 'cut before it is read', when: { share: 0.005 }, then: { answer: 'reset_before_reading' } },
  { id: 'fails later', when: { share: 0.01 }, then: { asyncFailure: 131026 } },
  // So that there is always something on its way when somebody dies.
  { id: 'slow', when: { share: 0.6 }, then: { latencyMs: 1_500 } },
];

const STATUSES: Record<WebhookMode, object[]> = {
  on: [],
  late: [{ id: 'late', when: {}, then: { statusDelayMs: LATE_MS } }],
  off: [{ id: 'off', when: {}, then: { statuses: 'none' } }],
};

export function rulesOf(mode: WebhookMode): object[] {
  return [...ALWAYS, ...STATUSES[mode]];
}
