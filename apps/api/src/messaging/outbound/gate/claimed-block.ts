import { Injectable } from '@nestjs/common';
import { afterCommit, Transaction } from '../../../platform/database/transaction';
import { Realtime } from '../../../platform/realtime/realtime';
import { Failure } from '../../communication-adapter';
import { ClaimedMessage, MOST_GIVEN_UP, OutboxRepository, Settled } from '../outbox.repository';
import { LONGEST_WAIT_MS } from '../pacing/next-step';
import { GATE_REASONS, GateReason } from '../policy/gate-reasons';
import { Decision } from '../policy/policy-gate';
import { Gate } from './gate';

/** Longer than PostgreSQL counts milliseconds in an integer; it is looked at again then. */
const LONGEST_HOLD_MS = 20 * 24 * 3_600_000;

/** Asks the gate for what a sender has claimed, in the transaction that claims: nobody ever sees a message as sent that may not go. */
@Injectable()
export class ClaimedBlock {
  constructor(
    private readonly gate: Gate,
    private readonly outbox: OutboxRepository,
    private readonly realtime: Realtime,
  ) {}

  /** Those of them that may go out. The others are queued again or have failed, with the reason, and no try was made. */
  async passed(
    transaction: Transaction,
    channelId: string,
    claimed: readonly ClaimedMessage[],
  ): Promise<ClaimedMessage[]> {
    if (claimed.length === 0) return [];
    const decided = await this.gate.pass(transaction, channelId, claimed);
    const turnedAway = decided.flatMap(({ message, decision }) => settledOf(message, decision));
    if (turnedAway.length > 0) {
      const changes = await this.outbox.settle(transaction, turnedAway);
      afterCommit(transaction, () => this.realtime.publish(changes));
    }
    return decided.filter(({ decision }) => decision.kind === 'allow').map(({ message }) => message);
  }

  /**
   * What the gate would refuse since it has waited too long, of a channel that has been held for as long: nobody claims
   * it, and so nobody asks. True when there may be more.
   */
  async giveUp(transaction: Transaction, channelId: string): Promise<boolean> {
    const changes = await this.outbox.giveUp(transaction, channelId, {
      waitedMs: LONGEST_WAIT_MS,
      failure: failureOf('waited_too_long'),
    });
    afterCommit(transaction, () => this.realtime.publish(changes));
    return changes.length === MOST_GIVEN_UP;
  }
}

const failureOf = (reason: GateReason): Failure => ({ code: reason, reason: GATE_REASONS[reason].sentence });

function settledOf({ tenantId, id, claimedAt }: ClaimedMessage, decision: Decision): Settled[] {
  if (decision.kind === 'allow') return [];
  const failure = failureOf(decision.reason);
  const base = { tenantId, id, claimedAt, failure, counted: false };
  if (decision.kind === 'refuse') return [{ ...base, state: 'failed', afterMs: 0 }];
  const afterMs = Math.min(LONGEST_HOLD_MS, Math.max(1_000, decision.untilMs - Date.now()));
  return [{ ...base, state: 'queued', afterMs }];
}
