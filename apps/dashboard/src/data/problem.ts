import type { Problem } from '@parley/api-client';

/** Why a call to the API did not succeed. `status` is 0 when no answer came at all. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly requestId: string | null,
  ) {
    super(message);
  }

  /** Whether the same call may well succeed a moment later. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Any thrown value as an ApiProblem; a rejected fetch becomes `network_error`. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem(0, 'network_error', 'The dashboard did not answer.', null);
}

type Result<T> = { data?: T; error?: unknown; response: Response };

/** The data of an openapi-fetch result. Throws ApiProblem for everything but success. */
export function unwrap<T>({ data, error, response }: Result<T>): T {
  if (response.ok && data !== undefined) return data;
  const problem = (typeof error === 'object' && error !== null ? error : {}) as Partial<Problem>;
  throw new ApiProblem(
    response.status,
    problem.code ?? `http_${response.status}`,
    problem.detail ?? problem.title ?? `The API answered ${response.status}.`,
    problem.requestId ?? response.headers.get('x-request-id'),
  );
}
