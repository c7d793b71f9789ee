import { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import proxyAddress from '@fastify/proxy-addr';
import { Logger } from 'pino';
import { inContext } from '../../kernel/context';
import { Problem } from '../../kernel/problem';
import { answerHeaders } from './answer-headers';
import { BodyReader, BrokenOff } from './body-reader';
import { DirectHandler, DirectRequest } from './direct-route';
import { asProblem, problemAnswer } from './problem-answer';
import { withoutQuery } from './problem-details';
import { requestIdOf } from './request-id';

const MAX_HEADERS = 100;

export interface FrontDoorOptions {
  readonly headersOf: ReturnType<typeof answerHeaders>;
  /** Whose word about a client's address is believed. */
  readonly trusts: (address: string, hop: number) => boolean;
  readonly logger: Logger;
}

/** What is answered before Fastify: requests with too many headers, and the direct routes, with the same promises as all others. */
export class FrontDoor {
  private readonly handlers = new Map<string, DirectHandler>();
  private readonly bodies = new BodyReader();

  constructor(private readonly options: FrontDoorOptions) {}

  /** `path` as the router knows it. */
  add(method: string, path: string, handler: DirectHandler): void {
    this.handlers.set(`${method} ${path}`, handler);
  }

  /** The listener for node:http, where `rest` answers what is not answered here. */
  inFrontOf(rest: RequestListener): RequestListener {
    return (request, response) => {
      const handler = this.handlers.get(`${request.method} ${withoutQuery(request.url ?? '')}`);
      if (request.rawHeaders.length > 2 * MAX_HEADERS) void this.answer(tooManyHeaders, request, response);
      else if (handler === undefined) rest(request, response);
      else void this.answer(handler, request, response);
    };
  }

  /** Also for the address of a direct route in another spelling, which only the router understands. */
  async serve(
    method: string,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const handler = this.handlers.get(`${method} ${path}`);
    if (handler !== undefined) await this.answer(handler, request, response);
  }

  private async answer(
    handler: DirectHandler,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const since = performance.now();
    const id = requestIdOf(request);
    const url = request.url ?? '';
    const headers = this.options.headersOf({ id, url });
    try {
      const text = await handler(new DirectRequest(id, request, this.bodies, this.addressOf));
      write(response, 200, { ...headers, 'content-type': 'text/plain; charset=utf-8' }, text);
    } catch (error) {
      if (error instanceof BrokenOff) return void response.destroy();
      const problem = asProblem(error);
      if (problem.status === 500) this.log(id, 'error', { err: error }, 'request failed');
      const { status, headers: more, body } = problemAnswer(problem, url, id);
      // Who is to come again later, or still sends what nobody reads, is not waited for.
      const close = status === 503 || !request.complete ? { connection: 'close' } : {};
      write(response, status, { ...headers, ...more, ...close }, JSON.stringify(body));
    }
    const ms = Math.round((performance.now() - since) * 10) / 10;
    const line = { method: request.method, path: withoutQuery(url), status: response.statusCode, ms };
    this.log(id, 'debug', line, 'request');
  }

  private log(id: string, level: 'error' | 'debug', fields: object, words: string): void {
    const { logger } = this.options;
    if (!logger.isLevelEnabled(level)) return;
    inContext({ correlationId: id, tenantIds: [] }, () => logger[level]({ requestId: id, ...fields }, words));
  }

  private readonly addressOf = (request: IncomingMessage): string | undefined => {
    const address =
      request.headers['x-forwarded-for'] === undefined
        ? request.socket.remoteAddress
        : proxyAddress(request, this.options.trusts);
    return address === undefined || isIP(address) === 0 ? undefined : address;
  };
}

function write(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text);
}

const tooManyHeaders = (): Promise<never> =>
  Promise.reject(new Problem(431, 'headers_too_large', 'The request headers are too large.'));
