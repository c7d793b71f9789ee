import { STATUS_CODES } from 'node:http';
import { ArgumentsHost, Catch, ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import { FastifyReply } from 'fastify';
import { Logger } from 'pino';
import { Problem, ProblemForNow } from '../../kernel/problem';
import { LOGGER } from '../telemetry/telemetry.module';
import { AuthorisedRequest } from './authorised-request';
import { problemDetails } from './problem-details';

/** Turns whatever was thrown into problem details (RFC 9457). What we did not expect says nothing of its cause. */
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<AuthorisedRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = asProblem(error);
    const { id: requestId, tenantId } = request;
    if (problem.status >= 500) this.logger.error({ err: error, requestId, tenantId }, 'request failed');
    if (reply.sent || reply.raw.headersSent) return;
    if (problem instanceof ProblemForNow) void reply.header('retry-after', String(problem.retryAfterSeconds));
    else if (problem.status === 503) void reply.header('retry-after', '5');
    // RFC 9110, 11.6.1. People have a form instead; browsers ask nobody for a bearer token.
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json')
      .send(problemDetails(problem, request.url, requestId));
  }
}

function asProblem(error: unknown): Problem {
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
