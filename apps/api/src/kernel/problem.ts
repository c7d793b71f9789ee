/** One fault in the input, with a JSON pointer to the place. */
export interface Fault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** An expected refusal with a stable code; the HTTP layer writes it as problem details (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail?: string,
    readonly faults?: readonly Fault[],
  ) {
    super(title);
  }
}

/** A refusal that ends by itself: the same request may be repeated after that many seconds. */
export class ProblemForNow extends Problem {
  constructor(
    status: number,
    code: string,
    title: string,
    readonly retryAfterSeconds: number,
    detail?: string,
  ) {
    super(status, code, title, detail);
  }
}

export const notFound = (noun: string): Problem => new Problem(404, 'not_found', `There is no such ${noun}.`);

export const invalidInput = (faults: readonly Fault[]): Problem =>
  new Problem(400, 'invalid_input', 'The request is not valid.', undefined, faults);
