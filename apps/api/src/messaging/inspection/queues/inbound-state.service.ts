import { Injectable } from '@nestjs/common';
import { forTenants } from '../../../kernel/context';
import { setTenants, SystemDatabase } from '../../../platform/database/database';
import { Transaction } from '../../../platform/database/transaction';
import { firstIdAt } from '../id-range';
import { TenantNamesRepository } from '../tenant-names.repository';
import { InboundFigures, inboundState } from './inbound-state';
import { InboundStateDto } from './inbound-state.dto';
import { InboundStateRepository } from './inbound-state.repository';

const FRESH_MS = 1_000;
/** Looking costs the database at most this part of one connection's time, however much waits and whoever asks. */
const SHARE = 0.1;
const MINUTE_MS = 60_000;

/** What waits, measured at most once a second for everybody who asks. */
@Injectable()
export class InboundStateService {
  private figures: Promise<InboundFigures> | undefined;

  constructor(
    private readonly database: SystemDatabase,
    private readonly state: InboundStateRepository,
    private readonly tenants: TenantNamesRepository,
  ) {}

  /** @throws DatabaseAway, also when counting takes longer than 5 s */
  async now(): Promise<InboundStateDto> {
    return inboundState(await this.figuresNow());
  }

  /** @throws DatabaseAway */
  figuresNow(): Promise<InboundFigures> {
    return (this.figures ??= this.measure());
  }

  private async measure(): Promise<InboundFigures> {
    const begun = performance.now();
    let staysMs = FRESH_MS;
    try {
      const figures = await this.database.systemTransaction((transaction) => this.read(transaction));
      staysMs = Math.max(FRESH_MS, (performance.now() - begun) / SHARE);
      return figures;
    } finally {
      setTimeout(() => (this.figures = undefined), staysMs).unref();
    }
  }

  private async read(transaction: Transaction): Promise<InboundFigures> {
    const measuredAt = await this.state.begin(transaction);
    const tenants = await this.tenants.allAcrossTenants(transaction);
    return {
      measuredAt,
      tenants,
      deliveries: await this.state.waitingDeliveries(transaction),
      pending: await this.state.pending(transaction),
      retrying: await this.state.retrying(transaction),
      attemptsOfLanes: await this.state.attemptsOfLanes(transaction),
      received: await this.state.receivedSince(transaction, firstIdAt(new Date(Date.now() - MINUTE_MS))),
      applied: await this.state.appliedInLastMinute(transaction),
      deadLetters: await this.state.deadLetters(transaction),
      runningReplays: await this.state.runningReplays(transaction),
      media: await this.mediaOf(transaction, [...tenants.keys()]),
    };
  }

  private async mediaOf(
    transaction: Transaction,
    tenantIds: readonly string[],
  ): Promise<InboundFigures['media']> {
    if (tenantIds.length === 0) return { waiting: 0, failed: 0 };
    await setTenants(transaction, tenantIds);
    return forTenants(tenantIds, () => this.state.media(transaction));
  }
}
