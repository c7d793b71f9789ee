import { Injectable } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Actor } from '../../../kernel/context';
import { ProblemForNow } from '../../../kernel/problem';
import { Environment } from '../../config/environment';
import { addressKey } from './address-key';

/** Give a route this config (`@RouteConfig`) when its callers must never be turned away: Meta, probes. */
export const UNCOUNTED = { uncounted: true } as const;

const WINDOW_SECONDS = 60;

/**
 * How much each caller may ask of one process in a minute. A request is counted once: for the session's person or
 * the API key when they were made out, else for the address it came from, whatever became of it.
 */
@Injectable()
export class RateLimits {
  private readonly callers: RateLimiterMemory;
  private readonly addresses: RateLimiterMemory;
  private readonly counted = new WeakSet<FastifyRequest>();

  constructor({ RATE_LIMIT_PER_MINUTE }: Environment) {
    this.callers = new RateLimiterMemory({ points: RATE_LIMIT_PER_MINUTE, duration: WINDOW_SECONDS });
    this.addresses = new RateLimiterMemory({
      points: Math.ceil(RATE_LIMIT_PER_MINUTE / 2),
      duration: WINDOW_SECONDS,
    });
  }

  /** Before anything is read or looked up. @throws ProblemForNow 429 */
  async arrived(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (!claimsToBeSomeone(request)) return this.countAddress(request, reply, 1);
    // Who they are is found out later. An address that has used up its share without being anyone waits as well.
    const used = await this.addresses.get(addressKey(request.ip));
    if (used !== null && used.consumedPoints > this.addresses.points)
      throw refusal('address', this.addresses, used, reply);
  }

  /** When it is known who calls, or that nobody needs to know. @throws ProblemForNow 429 */
  async identified(request: FastifyRequest, reply: FastifyReply, actor: Actor, cost: number): Promise<void> {
    if (isUncounted(request)) return;
    if (actor.id === null) {
      const rest = this.counted.has(request) ? cost - 1 : cost;
      return this.countAddress(request, reply, rest);
    }
    this.counted.add(request);
    await consume('caller', this.callers, `${actor.kind}:${actor.id}`, cost, reply);
  }

  /** Counts what ended before anybody was made out: a wrong key, a refused body, an address that leads nowhere. */
  async answered(request: FastifyRequest): Promise<void> {
    if (this.counted.has(request)) return;
    await this.addresses.penalty(addressKey(request.ip), 1);
  }

  private async countAddress(request: FastifyRequest, reply: FastifyReply, cost: number): Promise<void> {
    this.counted.add(request);
    if (cost > 0) await consume('address', this.addresses, addressKey(request.ip), cost, reply);
  }
}

async function consume(
  policy: string,
  limiter: RateLimiterMemory,
  key: string,
  cost: number,
  reply: FastifyReply,
): Promise<void> {
  const used = await limiter.consume(key, cost).catch((reason: unknown) => {
    if (reason instanceof RateLimiterRes) throw refusal(policy, limiter, reason, reply);
    throw reason;
  });
  tell(policy, limiter, used, reply);
}

function refusal(
  policy: string,
  limiter: RateLimiterMemory,
  used: RateLimiterRes,
  reply: FastifyReply,
): Error {
  tell(policy, limiter, used, reply);
  return new ProblemForNow(
    429,
    'rate_limited',
    'Too many requests. Please slow down.',
    secondsLeft(used),
    `At most ${limiter.points} per minute are answered.`,
  );
}

/** draft-ietf-httpapi-ratelimit-headers-10. */
function tell(policy: string, limiter: RateLimiterMemory, used: RateLimiterRes, reply: FastifyReply): void {
  void reply
    .header('ratelimit-policy', `"${policy}";q=${limiter.points};w=${WINDOW_SECONDS}`)
    .header('ratelimit', `"${policy}";r=${used.remainingPoints};t=${secondsLeft(used)}`);
}

const secondsLeft = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1000));

export function isUncounted(request: FastifyRequest): boolean {
  return (request.routeOptions.config as { uncounted?: boolean } | undefined)?.uncounted === true;
}

function claimsToBeSomeone({ headers, is404 }: FastifyRequest): boolean {
  return !is404 && (headers.authorization !== undefined || headers.cookie !== undefined);
}
