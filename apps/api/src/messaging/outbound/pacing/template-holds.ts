import { SendAnswer } from '../../communication-adapter';

/** Within this whoever finds out has its answer. */
const FINDING_OUT_MS = 10_000;

export interface TemplateHold {
  readonly why: SendAnswer;
  readonly untilMs: number;
}

/**
 * The templates that the provider does not take now, as far as one sender knows. Messages of other templates, and of none,
 * are not concerned. When the time of a hold is over, one message finds out and the others wait for what it hears. Times are
 * milliseconds of a monotonic clock.
 */
export class TemplateHolds {
  private readonly held = new Map<string, TemplateHold>();

  /** Why a message of that template has to wait; null: it may go. */
  holdOf(template: string | null, now: number): TemplateHold | null {
    const hold = template === null ? undefined : this.held.get(template);
    return hold !== undefined && now < hold.untilMs ? hold : null;
  }

  /** A message of it goes. */
  begin(template: string | null, now: number): void {
    const hold = template === null ? undefined : this.held.get(template);
    if (template !== null && hold !== undefined)
      this.held.set(template, { ...hold, untilMs: now + FINDING_OUT_MS });
  }

  refused(template: string | null, hold: TemplateHold): void {
    if (template !== null) this.held.set(template, hold);
  }

  accepted(template: string | null): void {
    if (template !== null) this.held.delete(template);
  }
}
