import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../../kernel/context';
import { invalidInput } from '../../../kernel/problem';
import { AppDatabase } from '../../../platform/database/database';
import { afterCommit } from '../../../platform/database/transaction';
import { changedMeanwhile } from '../../../platform/http/document-version';
import { AuditTrail, timeZoneOf } from '../../../tenancy';
import { OutboundWakeUp } from '../send-messages.job';
import { SendingPolicyCache } from './sending-policy.cache';
import { SendingPolicy, SendingPolicyRepository, StoredPolicy } from './sending-policy.repository';

/** What the current tenant wants of marketing: when it rests, and how much one person gets. */
@Injectable()
export class SendingPolicyService {
  constructor(
    private readonly database: AppDatabase,
    private readonly policies: SendingPolicyRepository,
    private readonly cache: SendingPolicyCache,
    private readonly audit: AuditTrail,
    private readonly wakeUp: OutboundWakeUp,
  ) {}

  /** Others may have changed it within the last second. */
  get(): Promise<StoredPolicy> {
    return this.cache.fetch(() => this.database.reading((transaction) => this.policies.get(transaction)));
  }

  /** What waits is looked at anew. `version`: what the caller has seen. @throws Problem 400, 412 */
  set(wanted: SendingPolicy, version: number | null): Promise<StoredPolicy> {
    const policy = valid(wanted);
    return this.database.transaction(async (transaction) => {
      const before = await this.policies.lock(transaction);
      if (version !== null && version !== before.version) throw changedMeanwhile();
      const { version: seen, ...was } = before;
      if (JSON.stringify(was) === JSON.stringify(policy)) return { ...was, version: seen };
      await this.policies.change(transaction, policy);
      await this.policies.recall(transaction);
      const stored = await this.policies.get(transaction);
      await this.audit.record(transaction, {
        action: 'sending_policy.changed',
        target: { kind: 'sending_policy', id: currentTenant() },
        before: { ...was },
        after: { ...policy },
      });
      afterCommit(transaction, () => this.wakeUp.request());
      return stored;
    });
  }
}

/** @throws Problem 400 */
function valid({ quietHours, marketingLimit }: SendingPolicy): SendingPolicy {
  const limit = marketingLimit && { messages: marketingLimit.messages, days: marketingLimit.days };
  if (quietHours === null) return { quietHours, marketingLimit: limit };
  const { from, to, timeZone } = quietHours;
  const zone = timeZone === null ? null : timeZoneOf(timeZone);
  const faults = [
    ...(from === to
      ? [
          {
            pointer: '/quietHours/to',
            code: 'same_time',
            detail: 'Quiet hours end at another time than they begin.',
          },
        ]
      : []),
    ...(timeZone !== null && zone === null
      ? [
          {
            pointer: '/quietHours/timeZone',
            code: 'unknown_time_zone',
            detail: 'Use a name like America/Sao_Paulo.',
          },
        ]
      : []),
  ];
  if (faults.length > 0) throw invalidInput(faults);
  return { quietHours: { from, to, timeZone: zone }, marketingLimit: limit };
}
