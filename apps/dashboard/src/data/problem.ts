import type { Problem } from '@parley/api-client';

/** What is wrong with one value of the request; `pointer` is a JSON pointer into its body. */
export type Fault = { pointer: string; code: string; detail: string };

type Circumstances = {
  /** What is wrong in general; the message then tells more. */
  title?: string | undefined;
  faults?: readonly Fault[];
  /** When the same call may be made again, in milliseconds since 1970; null when the API names no time. */
  retryAt?: number | null;
};

/** Why a call to the API did not succeed. `status` is 0 when no answer came at all. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly title: string | undefined;
  readonly faults: readonly Fault[];
  readonly retryAt: number | null;

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly requestId: string | null,
    { title, faults = [], retryAt = null }: Circumstances = {},
  ) {
    super(message);
    this.title = title;
    this.faults = faults;
    this.retryAt = retryAt;
  }

  /** Whether the same call may well succeed a moment later. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** Whether Parley itself did not answer, as opposed to having refused. */
  get isOutage(): boolean {
    return [0, 502, 503, 504].includes(this.status);
  }
}

/** Any thrown value as an ApiProblem; a rejected fetch becomes `network_error`. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem(0, 'network_error', 'The dashboard did not answer.', null);
}

const hasNoBody = new Set([202, 204]);

type Result<T> = { data?: T; error?: unknown; response: Response };

/** The data of an openapi-fetch result, undefined where success has no body. Throws ApiProblem for everything but success. */
export function unwrap<T>({ data, error, response }: Result<T>): T {
  if (response.ok && (data !== undefined || hasNoBody.has(response.status))) return data as T;
  const problem = (typeof error === 'object' && error !== null ? error : {}) as Partial<Problem>;
  throw new ApiProblem(
    response.status,
    problem.code ?? `http_${response.status}`,
    problem.detail ?? problem.title ?? `The API answered ${response.status}.`,
    problem.requestId ?? response.headers.get('x-request-id'),
    {
      title: problem.title,
      faults: problem.errors ?? [],
      retryAt: retryAtOf(response.headers.get('retry-after'), Date.now()),
    },
  );
}

/** `header` is a Retry-After in seconds or as a date. */
function retryAtOf(header: string | null, now: number): number | null {
  if (!header) return null;
  const at = /^\d+$/.test(header) ? now + Number(header) * 1000 : Date.parse(header);
  return Number.isFinite(at) ? at : null;
}
