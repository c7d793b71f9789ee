import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { causeOf, NeverConnected } from './connection';

export interface GraphRequest {
  readonly origin: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | Buffer | Readable | null;
  /** Asked when it has its connection and its first byte would go out now; where that is false, it is not begun. */
  readonly mayBegin?: (() => boolean) | undefined;
}

export interface ExchangeLimits {
  /** The whole body of the answer, however slowly it drips. */
  readonly bodyMs: number;
  /** Everything, also the wait for a connection. */
  readonly totalMs: number;
  readonly maxResponseBytes: number;
}

/** How far one request came, by the last thing that was seen of it. */
export type Exchange = { readonly durationMs: number } &
  /** It was never begun on a connection: provably not one byte of it left. */
  (
    | { readonly phase: 'not_begun'; readonly reason: string }
    /** It was begun, and no status line came. */
    | { readonly phase: 'no_answer'; readonly reason: string }
    | Answer
  );

export interface Answer {
  readonly phase: 'answered';
  readonly httpStatus: number;
  readonly headers: IncomingHttpHeaders;
  /** What came of the body; all of it when `brokenBecause` is null. */
  readonly body: Buffer;
  readonly brokenBecause: 'too_long' | 'encoded' | string | null;
}

/**
 * One request, once: no retry, no redirect, nothing unpacked. Resolves for everything that can happen.
 *
 * "Begun" is decided when the request gets its connection, before its first byte is handed over, and a request that is
 * given up before that is not begun later. Whether the kernel then took none of the bytes cannot be seen from here,
 * so a connection that dies under a begun request never counts as `not_begun`.
 */
export function exchange(
  dispatcher: Dispatcher,
  { origin, method, path, headers, body, mayBegin }: GraphRequest,
  limits: ExchangeLimits,
): Promise<Exchange> {
  return new Promise((resolve) => {
    const settled = (result: Exchange): void => {
      // A stream that was not read to its end would keep what is behind it open.
      if (isStream(body)) body.on('error', () => undefined).destroy();
      resolve(result);
    };
    const handler = new ExchangeHandler(limits, settled, mayBegin);
    try {
      dispatcher.dispatch({ origin, path, method, headers, body }, handler);
    } catch (error) {
      handler.onResponseError(null, error);
    }
  });
}

class ExchangeHandler implements Dispatcher.DispatchHandler {
  private readonly startedAt = performance.now();
  private readonly overall: NodeJS.Timeout;
  private ofBody: NodeJS.Timeout | undefined;
  private controller: Dispatcher.DispatchController | null = null;
  private isSettled = false;
  private status: { httpStatus: number; headers: IncomingHttpHeaders } | null = null;
  private readonly chunks: Buffer[] = [];
  private size = 0;

  constructor(
    private readonly limits: ExchangeLimits,
    private readonly settled: (exchange: Exchange) => void,
    private readonly mayBegin: () => boolean = () => true,
  ) {
    this.overall = setTimeout(() => this.giveUp('TotalTimeout'), limits.totalMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.isSettled) return controller.abort(new Error('given up before it was begun'));
    if (!this.mayBegin()) {
      this.finish({ phase: 'not_begun', reason: 'NotWantedAnyMore' });
      return controller.abort(new Error('not wanted any more'));
    }
    this.controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    httpStatus: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (httpStatus < 200) return;
    this.status = { httpStatus, headers };
    const encoding = headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') return this.giveUp('encoded');
    this.ofBody = setTimeout(() => this.giveUp('BodyTooSlow'), this.limits.bodyMs);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.isSettled) return;
    this.size += chunk.length;
    if (this.size > this.limits.maxResponseBytes) return this.giveUp('too_long');
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.settle(null);
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: unknown): void {
    if (error instanceof NeverConnected) this.finish({ phase: 'not_begun', reason: error.message });
    else this.settle(causeOf(error));
  }

  /** Ends the exchange first and the connection then, so that what the end of the connection says is not heard. */
  private giveUp(reason: string): void {
    this.settle(reason);
    this.controller?.abort(new Error(reason));
  }

  private settle(reason: string | null): void {
    if (this.status) {
      const body = Buffer.concat(this.chunks);
      this.finish({ phase: 'answered', ...this.status, body, brokenBecause: reason });
    } else {
      const phase = this.controller ? 'no_answer' : 'not_begun';
      this.finish({ phase, reason: reason ?? 'NoStatusLine' });
    }
  }

  private finish(result: Ending): void {
    if (this.isSettled) return;
    this.isSettled = true;
    clearTimeout(this.overall);
    clearTimeout(this.ofBody);
    this.settled({ ...result, durationMs: Math.round(performance.now() - this.startedAt) });
  }
}

export function isStream(body: GraphRequest['body']): body is Readable {
  return body !== null && typeof body === 'object' && !Buffer.isBuffer(body);
}

type WithoutDuration<One> = One extends unknown ? Omit<One, 'durationMs'> : never;
type Ending = WithoutDuration<Exchange>;
