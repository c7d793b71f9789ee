import { isId } from '../../kernel/ids';

/** Ids only: rows hold the truth, and a queue is no place for what customers wrote. */
export type Ids = Readonly<Record<string, string>>;

/**
 * What those who add a job and the one who does it agree on. One file names one. Another shape of the payload is
 * another name, so that a job of before is never read as one of now.
 */
export interface JobContract<Payload extends Ids> {
  readonly queue: string;
  readonly name: string;
  /** What the ids are of. */
  readonly ids: readonly (keyof Payload & string)[];
  /** Tries in all. */
  readonly attempts: number;
}

/** What lies in the queue. */
export interface TenantJobData<Payload extends Ids = Ids> {
  readonly tenantId: string;
  readonly payload: Payload;
}

/** @throws Error for anything but a tenant and the ids of the contract */
export function assertKeeps<Payload extends Ids>(
  contract: JobContract<Payload>,
  data: unknown,
): asserts data is TenantJobData<Payload> {
  const { tenantId, payload } = (data ?? {}) as Partial<TenantJobData>;
  const names = Object.keys(payload ?? {}).sort();
  const isKept =
    isIdText(tenantId) &&
    typeof payload === 'object' &&
    names.join() === [...contract.ids].sort().join() &&
    Object.values(payload).every(isIdText);
  if (!isKept)
    throw new Error(`A job "${contract.name}" is to carry a tenant and: ${contract.ids.join(', ')}.`);
}

const isIdText = (value: unknown): boolean => typeof value === 'string' && isId(value);
