import { Injectable, Optional } from '@nestjs/common';
import { ChannelsRepository } from '../../channels';
import { forTenants } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';
import { InboxEventsRepository } from './inbox-events.repository';
import { laneOf } from './lane';
import { LanesRepository } from './lanes.repository';
import { ALL_DAYS, Waiting } from './waiting';

interface Merge {
  readonly tenantId: string;
  readonly fromContactId: string;
  readonly intoContactId: string;
}

/** What waits for a person, for those who find that two people are one. */
@Injectable()
export class PendingEvents {
  constructor(
    private readonly lanes: LanesRepository,
    private readonly events: InboxEventsRepository,
    private readonly channels: ChannelsRepository,
    /** Whoever works on nothing does not look for work, and takes longer over all days. */
    @Optional() private readonly waiting?: Waiting,
  ) {}

  /**
   * Moves what waits for one contact to the other, where it is in the order of receipt again. Until the transaction
   * ends nobody applies anything for either of them, and nobody explodes or merges. The transaction is of parley_system
   * and has set the tenant.
   */
  async moveToContact(transaction: Transaction, merge: Merge): Promise<void> {
    const { tenantId, fromContactId, intoContactId } = merge;
    await this.lanes.waitForExploding(transaction);
    const channels = await forTenants([tenantId], () => this.channels.list(transaction));
    const moves = channels.map(({ id }) => ({
      channelId: id,
      from: laneOf(tenantId, id, fromContactId),
      into: laneOf(tenantId, id, intoContactId),
    }));
    await this.lanes.waitFor(
      transaction,
      moves.flatMap(({ from, into }) => [from, into]),
    );
    await this.events.moveToContact(transaction, merge, moves, (await this.waiting?.days()) ?? ALL_DAYS);
  }
}
