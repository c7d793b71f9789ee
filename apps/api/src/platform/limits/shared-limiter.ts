import { Admission } from './sliding-window';

/** What is limited: a thing of a tenant by a name that the tenant's others do not have. */
export interface Limited {
  readonly tenantId: string;
  readonly name: string;
}

/** One slow answer is better borne than a store that holds up everybody who asks. */
const LONGEST_ANSWER_MS = 250;

export class LimiterAway extends Error {
  constructor(override readonly cause: unknown) {
    super('The store of the limits did not answer.');
  }
}

/** The sliding window, shared by all processes: by the clock of the store, in constant memory for each name. */
export abstract class SharedLimiter {
  /**
   * Counts one if it is allowed.
   * @throws LimiterAway when the store does not answer within 250 ms; it may have been counted
   */
  async admit(limited: Limited, perSecond: number): Promise<Admission> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error('No answer in time.')), LONGEST_ANSWER_MS);
    try {
      return await Promise.race([this.ask(limited, perSecond), late.promise]);
    } catch (error) {
      throw new LimiterAway(error);
    } finally {
      clearTimeout(timer);
    }
  }

  abstract stop(): Promise<void>;

  protected abstract ask(limited: Limited, perSecond: number): Promise<Admission>;
}
