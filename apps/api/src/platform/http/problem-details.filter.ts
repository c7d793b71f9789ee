import { ArgumentsHost, Catch, ExceptionFilter, Inject } from '@nestjs/common';
import { FastifyReply } from 'fastify';
import { Logger } from 'pino';
import { LOGGER } from '../telemetry/telemetry.module';
import { AuthorisedRequest } from './authorised-request';
import { asProblem, problemAnswer } from './problem-answer';

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
    const { status, headers, body } = problemAnswer(problem, request.url, requestId);
    void reply.status(status).headers(headers).send(body);
  }
}
