import { Injectable } from '@nestjs/common';
import { Problem } from '../../../kernel/problem';
import { Transaction } from '../../../platform/database/transaction';
import { GATE_REASONS } from '../policy/gate-reasons';
import { Gate } from './gate';
import { Asking } from './gate-decisions';
import { GateFactsRepository } from './gate-facts.repository';

/** Asks the gate for a message that has just been queued, so that whoever sends it hears at once what is against it. */
@Injectable()
export class Admission {
  constructor(
    private readonly gate: Gate,
    private readonly facts: GateFactsRepository,
  ) {}

  /**
   * A message that is held waits, with its reason and until when. What is held until somebody changes something is
   * looked at by the sender, which may find that it is changed.
   * @throws Problem 422 with the policy that is against it for good; then the transaction is to be rolled back
   */
  async admit(transaction: Transaction, message: Asking & { readonly channelId: string }): Promise<void> {
    const [decided] = await this.gate.judge(transaction, message.channelId, [message]);
    if (decided === undefined || decided.decision.kind === 'allow') return;
    const { decision } = decided;
    const { sentence, next, ends } = GATE_REASONS[decision.reason];
    if (decision.kind === 'refuse') throw new Problem(422, decision.reason, sentence, next);
    const afterMs = ends === 'by_time' ? decision.untilMs - Date.now() : null;
    await this.facts.hold(transaction, message.id, { afterMs, code: decision.reason, reason: sentence });
  }
}
