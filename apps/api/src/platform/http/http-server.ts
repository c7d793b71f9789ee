import { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'pino';
import fastifyCookie from '@fastify/cookie';
import { Environment } from '../config/environment';
import { inContext } from '../../kernel/context';
import { Problem } from '../../kernel/problem';
import { NestLogger } from '../telemetry/logger';
import { answerHeaders } from './answer-headers';
import { AuthorisedRequest } from './authorised-request';
import { installBodyParsing } from './body-parsing';
import { inputValidation } from './input-validation';
import { installMethodCheck } from './known-routes';
import { installOpenApi } from './open-api';
import { problemDetails, withoutQuery } from './problem-details';
import { ProblemDetailsFilter } from './problem-details.filter';
import { isUncounted, RateLimits } from './rate-limits/rate-limits';
import { refuseUnreadable } from './unreadable-request';
import { requestIdOf } from './request-id';

/** Meta sends from a few hosts and keeps its connections; the proxy in front of us must close first, never we. */
const KEEP_ALIVE_MS = 75_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** The API as an application that is ready to listen. */
export async function createHttpServer(
  module: DynamicModule,
  environment: Environment,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const headersOf = answerHeaders(environment);
  const adapter = new FastifyAdapter({
    genReqId: requestIdOf,
    // The dashboard is a proxy in front of us, and mostly on this machine.
    trustProxy: ['loopback', ...environment.TRUSTED_PROXIES],
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const problem = new Problem(
        error.statusCode ?? 400,
        'bad_request',
        'The request cannot be understood.',
      );
      void reply
        .status(problem.status)
        .headers({ ...headersOf(request), 'content-type': 'application/problem+json' })
        .send(problemDetails(problem, request.url, request.id));
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  const server = adapter.getInstance<FastifyInstance>();
  await server.register(fastifyCookie);
  installRequestContext(server, logger, headersOf);
  installRateLimits(server, app.get(RateLimits));
  installMethodCheck(server);
  installBodyParsing(server);
  app.setGlobalPrefix('api');
  app.useGlobalPipes(inputValidation());
  app.useGlobalFilters(new ProblemDetailsFilter(logger));
  app.enableShutdownHooks([], { useProcessExit: true });
  installOpenApi(app, environment);
  return app;
}

/** Gives every request its id, its line in the log and its security headers. */
function installRequestContext(
  server: FastifyInstance,
  logger: Logger,
  headersOf: ReturnType<typeof answerHeaders>,
): void {
  server.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    void reply.headers(headersOf(request));
    inContext({ correlationId: request.id, tenantIds: [] }, done);
  });
  server.addHook('onResponse', (request: AuthorisedRequest, reply: FastifyReply, done) => {
    const level = reply.statusCode >= 500 ? 'error' : quiet(request.url) ? 'debug' : 'info';
    logger[level](
      {
        tenantId: request.tenantId,
        method: request.method,
        path: withoutQuery(request.url),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
    done();
  });
}

function installRateLimits(server: FastifyInstance, limits: RateLimits): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (isUncounted(request)) done();
    else limits.arrived(request, reply).then(() => done(), done);
  });
  server.addHook('onResponse', (request, _reply, done) => {
    if (isUncounted(request)) done();
    else limits.answered(request).then(() => done(), done);
  });
}

/** Probes and webhooks come by the thousand; their outcome is in the metrics and the tables. */
function quiet(url: string): boolean {
  return url.startsWith('/api/health') || url.startsWith('/api/webhooks/');
}
