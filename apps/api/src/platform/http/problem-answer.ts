import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { Problem, ProblemForNow } from '../../kernel/problem';
import { ProblemDetails, problemDetails } from './problem-details';

export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ProblemDetails;
}

/** How a refusal is written as problem details (RFC 9457). */
export function problemAnswer(problem: Problem, url: string, requestId: string): ProblemAnswer {
  return {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', ...headersOf(problem) },
    body: problemDetails(problem, url, requestId),
  };
}

function headersOf(problem: Problem): Record<string, string> {
  if (problem instanceof ProblemForNow) return { 'retry-after': String(problem.retryAfterSeconds) };
  if (problem.status === 503) return { 'retry-after': '5' };
  // RFC 9110, 11.6.1. People have a form instead; browsers ask nobody for a bearer token.
  if (problem.status === 401) return { 'www-authenticate': 'Bearer' };
  return {};
}

/** Whatever was thrown, as a problem; what we did not expect says nothing of its cause. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  const known = KNOWN[status];
  if (known !== undefined) return new Problem(status, known.code, known.title);
  if (status >= 400 && status < 500)
    return new Problem(status, 'bad_request', STATUS_CODES[status] ?? 'Bad request');
  return new Problem(500, 'internal_error', 'Something went wrong on our side.');
}

/** Fastify's own refusals (body too large, unknown media type, malformed JSON) carry their status. */
function statusOf(error: unknown): number {
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode;
  return typeof status === 'number' ? status : 500;
}

const KNOWN: Record<number, { code: string; title: string }> = {
  400: { code: 'bad_request', title: 'The request cannot be understood.' },
  404: { code: 'route_not_found', title: 'There is nothing at this address.' },
  405: { code: 'method_not_allowed', title: 'This address does not take that method.' },
  413: { code: 'body_too_large', title: 'The request body is too large.' },
  415: { code: 'unsupported_media_type', title: 'The request body must be application/json.' },
};
