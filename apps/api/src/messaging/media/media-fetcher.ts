import { Injectable } from '@nestjs/common';
import { backoffMs } from '../../kernel/backoff';
import { forTenants } from '../../kernel/context';
import { crashPoint } from '../../kernel/crash-points';
import { setTenants, SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { Realtime } from '../../platform/realtime/realtime';
import { FetchOutcome, MediaFetch } from './media-fetch';
import { ClaimedMedia, MediaChange, MediaFetchesRepository } from './media-fetches.repository';

const ATTEMPTS = 5;
/** WhatsApp forgets a file after seven days: until then, what hinders us may end. */
const HOLD = { ms: 60_000, longestMs: 7 * 24 * 3_600_000 };
/** Longer than several renewals of a claim, so that no living worker is taken for dead. */
const ABANDONED_SECONDS = 60;

export interface Room {
  /** How many more files may be fetched now. */
  readonly free: number;
  readonly perTenant: number;
  /** What is being fetched. */
  readonly running: readonly ClaimedMedia[];
}

/** Claims files, fetches them, and writes what became of them: the claim is committed before anybody is asked. */
@Injectable()
export class MediaFetcher {
  constructor(
    private readonly database: SystemDatabase,
    private readonly fetches: MediaFetchesRepository,
    private readonly media: MediaFetch,
    private readonly realtime: Realtime,
  ) {}

  /** The files that are due, as many as there is room for, each tenant in its turn. */
  async claim({ free, perTenant, running }: Room): Promise<ClaimedMedia[]> {
    const claimed = await this.database.systemTransaction(async (transaction) => {
      const tenantIds = await this.fetches.waitingAcrossTenants(transaction);
      if (tenantIds.length === 0) return [];
      await setTenants(transaction, tenantIds);
      const loads = tenantIds.map((tenantId) => ({
        tenantId,
        busy: running.filter((claim) => claim.tenantId === tenantId).length,
      }));
      return forTenants(tenantIds, () => this.fetches.claim(transaction, loads, { limit: free, perTenant }));
    });
    if (claimed.length === 0) return [];
    crashPoint('media.claimed');
    await this.realtime.publish(claimed);
    return claimed;
  }

  /** Where it is ended early, the file waits for the next worker. */
  fetch(claim: ClaimedMedia, signal: AbortSignal): Promise<void> {
    return forTenants([claim.tenantId], async () => {
      const outcome = await stoppedBy(signal, this.media.fetch(claim, signal));
      const changes = await this.database.transaction(async (transaction) => {
        const changes = await this.write(transaction, claim, outcome);
        crashPoint('media.before-commit');
        return changes;
      });
      crashPoint('media.after-commit');
      await this.realtime.publish(changes);
    });
  }

  async renew(claims: readonly ClaimedMedia[]): Promise<void> {
    if (claims.length === 0) return;
    const tenantIds = [...new Set(claims.map(({ tenantId }) => tenantId))];
    await forTenants(tenantIds, () =>
      this.database.transaction((transaction) => this.fetches.renew(transaction, claims)),
    );
  }

  /** Puts what a worker that died had claimed among what waits. */
  async takeBackAbandoned(): Promise<void> {
    const changes = await this.database.systemTransaction(async (transaction) => {
      const tenantIds = await this.fetches.abandonedAcrossTenants(transaction, ABANDONED_SECONDS);
      if (tenantIds.length === 0) return [];
      await setTenants(transaction, tenantIds);
      return forTenants(tenantIds, () =>
        this.fetches.takeBackAbandoned(transaction, ABANDONED_SECONDS, ATTEMPTS),
      );
    });
    if (changes.length > 0) await this.realtime.publish(changes);
  }

  private write(
    transaction: Transaction,
    claim: ClaimedMedia,
    outcome: FetchOutcome | 'stopped',
  ): Promise<MediaChange[]> {
    if (outcome === 'stopped') return this.fetches.hold(transaction, claim, null, 0);
    switch (outcome.kind) {
      case 'stored':
        return this.fetches.markStored(transaction, claim, outcome.stored);
      case 'refused':
        return this.fetches.markFailed(transaction, claim, outcome.failure);
      case 'held':
        if (Date.now() - claim.createdAt.getTime() > HOLD.longestMs)
          return this.fetches.markFailed(transaction, claim, outcome.failure);
        return this.fetches.hold(transaction, claim, outcome.failure, HOLD.ms);
      case 'postponed':
        if (claim.attempts >= ATTEMPTS) return this.fetches.markFailed(transaction, claim, outcome.failure);
        return this.fetches.postpone(transaction, claim, outcome.failure, backoffMs(claim.attempts));
    }
  }
}

/** 'stopped' as soon as the signal comes: a provider that keeps us waiting does not keep a worker from ending. */
async function stoppedBy(
  signal: AbortSignal,
  fetching: Promise<FetchOutcome>,
): Promise<FetchOutcome | 'stopped'> {
  const { promise, resolve } = Promise.withResolvers<'stopped'>();
  const stop = (): void => resolve('stopped');
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await Promise.race([fetching, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
