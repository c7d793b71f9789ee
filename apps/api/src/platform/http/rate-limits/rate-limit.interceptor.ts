import { CallHandler, ExecutionContext, Injectable, NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Observable } from 'rxjs';
import { currentActor } from '../../../kernel/context';
import { RateLimits } from './rate-limits';

const COST = 'parley:cost';

/** What a request of this route counts as. Without it: one. */
export const Costs = (requests: number): MethodDecorator & ClassDecorator => SetMetadata(COST, requests);

/** Counts the request for its caller, who is known by now. */
@Injectable()
export class RateLimitInterceptor implements NestInterceptor {
  constructor(
    private readonly limits: RateLimits,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const places = [context.getHandler(), context.getClass()];
    const cost = this.reflector.getAllAndOverride<number | undefined>(COST, places) ?? 1;
    await this.limits.identified(
      http.getRequest<FastifyRequest>(),
      http.getResponse<FastifyReply>(),
      currentActor(),
      cost,
    );
    return next.handle();
  }
}
