/** What a new tenant does first, in this order. */
export const STEPS = ['talk', 'connect', 'invite'] as const;
export type Step = (typeof STEPS)[number];

/** What the database shows of a tenant. */
export interface Progress extends Record<Step, boolean> {
  readonly dismissed: boolean;
}

export interface Checklist {
  readonly dismissed: boolean;
  readonly steps: { readonly name: Step; readonly done: boolean }[];
}

export const checklistOf = (progress: Progress): Checklist => ({
  dismissed: progress.dismissed,
  steps: STEPS.map((name) => ({ name, done: progress[name] })),
});
