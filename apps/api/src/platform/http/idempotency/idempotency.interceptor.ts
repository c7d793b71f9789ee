import { CallHandler, ExecutionContext, Inject, Injectable, NestInterceptor } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'pino';
import { lastValueFrom, Observable, of } from 'rxjs';
import { currentActor, currentContext, currentTenant } from '../../../kernel/context';
import { Problem, ProblemForNow } from '../../../kernel/problem';
import { SecretBox, SecretPlace } from '../../crypto/secret-box';
import { LOGGER } from '../../telemetry/telemetry.module';
import { fingerprintOf, idempotencyKeyIn, keyReused } from './idempotency-key';
import { IdempotencyRepository } from './idempotency.repository';

/**
 * A POST with an Idempotency-Key, repeated by the same caller, is done once and answered alike. Only what succeeded
 * is remembered: a refusal has changed nothing, and after a failure a repetition is what is wanted.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly records: IdempotencyRepository,
    private readonly secrets: SecretBox,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const header = request.headers['idempotency-key'];
    const actor = currentActor();
    const isOfTenant = currentContext()?.tenantIds.length === 1 && actor.id !== null;
    if (request.method !== 'POST' || header === undefined || !isOfTenant) return next.handle();

    const key = idempotencyKeyIn(header);
    const claim = await this.records.claim({
      caller: `${actor.kind}:${actor.id}`,
      key,
      operation: `POST ${request.routeOptions.url ?? ''}`,
      fingerprint: fingerprintOf(`POST ${request.url}`, request.body),
    });
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (claim.kind === 'ours') return of(await this.run(claim.runId, reply, next));
    if (claim.kind === 'running') throw inFlight();
    if (claim.kind === 'another_request') throw keyReused();
    const { body } = JSON.parse(await this.secrets.open(claim.response, placeOf(claim.runId))) as {
      body?: unknown;
    };
    void reply.status(claim.status).header('idempotency-replayed', 'true');
    return of(body);
  }

  private async run(runId: string, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    let body: unknown;
    try {
      body = await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      await this.orLog(() => this.records.forget(runId));
      throw error;
    }
    await this.orLog(async () => {
      if (reply.statusCode >= 400) return this.records.forget(runId);
      const sealed = await this.secrets.seal(JSON.stringify({ body }), placeOf(runId));
      await this.records.keep(runId, reply.statusCode, sealed);
    });
    return body;
  }

  /** It was done or refused; that we could not write it down must not turn the answer into another. */
  private async orLog(work: () => Promise<void>): Promise<void> {
    await work().catch((err: unknown) => this.logger.error({ err }, 'an answer could not be remembered'));
  }
}

function placeOf(runId: string): SecretPlace {
  return { tenantId: currentTenant(), table: 'idempotency_record', column: 'response', row: runId };
}

const inFlight = (): Problem =>
  new ProblemForNow(
    409,
    'idempotency_key_in_flight',
    'The first request with this Idempotency-Key is still running.',
    1,
    'Repeat this one in a moment to get the answer of the first.',
  );
