import { createServer, RequestListener } from 'node:http';
import { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'pino';
import fastifyCookie from '@fastify/cookie';
import { compile } from '@fastify/proxy-addr';
import { Environment } from '../config/environment';
import { inContext } from '../../kernel/context';
import { Problem } from '../../kernel/problem';
import { NestLogger } from '../telemetry/logger';
import { answerHeaders } from './answer-headers';
import { AuthorisedRequest } from './authorised-request';
import { installBodyParsing } from './body-parsing';
import { assertPublic, DirectHandler, directRouteOf } from './direct-route';
import { FrontDoor } from './front-door';
import { inputValidation } from './input-validation';
import { installMethodCheck } from './known-routes';
import { installOpenApi } from './open-api';
import { problemDetails, withoutQuery } from './problem-details';
import { ProblemDetailsFilter } from './problem-details.filter';
import { isUncounted, RateLimits } from './rate-limits/rate-limits';
import { refuseUnreadable } from './unreadable-request';
import { requestIdOf } from './request-id';
import { SERVER_LIMITS } from './server-limits';

/** The API as an application that is ready to listen. */
export async function createHttpServer(
  module: DynamicModule,
  environment: Environment,
  logger: Logger,
  limits = SERVER_LIMITS,
): Promise<NestFastifyApplication> {
  const headersOf = answerHeaders(environment);
  // The dashboard is a proxy in front of us, and mostly on this machine.
  const trusts = compile(['loopback', ...environment.TRUSTED_PROXIES]);
  const door = new FrontDoor({ headersOf, trusts, logger });
  const adapter = new FastifyAdapter({
    serverFactory: (fastify: RequestListener) =>
      Object.assign(createServer(limits, door.inFrontOf(fastify)), { maxConnections: limits.maxConnections }),
    genReqId: requestIdOf,
    trustProxy: trusts,
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
  installDirectRoutes(server, door, app);
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

/** The router knows them, too: it answers 405 to another method, and hands on what is another spelling of the address. */
function installDirectRoutes(server: FastifyInstance, door: FrontDoor, app: NestFastifyApplication): void {
  server.addHook('onRoute', ({ url, method, config }) => {
    const direct = directRouteOf(config);
    if (direct === undefined) return;
    assertPublic(direct);
    const controller = app.get<Record<string | symbol, unknown>>(direct.controller, { strict: false });
    const handler = controller[direct.handler] as DirectHandler;
    door.add(String(method), url, (request) => handler.call(controller, request));
  });
  server.addHook('onRequest', (request, reply, done) => {
    if (directRouteOf(request.routeOptions.config) === undefined) return done();
    reply.hijack();
    void door.serve(request.method, request.routeOptions.url ?? '', request.raw, reply.raw);
  });
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
