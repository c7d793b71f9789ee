import { Injectable } from '@nestjs/common';
import { currentTenants } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';
import { AttemptFacts } from '../communication-adapter';

export interface FinishedAttempt {
  readonly tenantId: string;
  readonly messageId: string;
  readonly number: number;
  /** The kind of the provider's answer, such as accepted, throttled, unknown. */
  readonly outcome: string;
  readonly reason: string | null;
  readonly facts: AttemptFacts;
}

/** Every try to hand a message to its provider, one row each. */
@Injectable()
export class DeliveryAttemptsRepository {
  /** Of all current tenants. */
  async finish(transaction: Transaction, attempts: readonly FinishedAttempt[]): Promise<void> {
    const tenantIds = currentTenants();
    if (attempts.length === 0) return;
    const facts = attempts.map((one) => one.facts);
    await transaction.query(
      `UPDATE delivery_attempt SET
         finished_at = clock_timestamp(), outcome = given.outcome, reason = given.reason,
         http_status = given.http_status, code = given.code, trace_id = given.trace_id, bytes_written = given.bytes_written
       FROM unnest($2::uuid[], $3::uuid[], $4::smallint[], $5::text[], $6::text[], $7::smallint[], $8::text[], $9::text[],
         $10::boolean[]) AS given (tenant_id, message_id, number, outcome, reason, http_status, code, trace_id, bytes_written)
       WHERE given.tenant_id = ANY ($1) AND delivery_attempt.tenant_id = given.tenant_id
         AND delivery_attempt.message_id = given.message_id AND delivery_attempt.number = given.number`,
      [
        tenantIds,
        attempts.map(({ tenantId }) => tenantId),
        attempts.map(({ messageId }) => messageId),
        attempts.map(({ number }) => number),
        attempts.map(({ outcome }) => outcome),
        attempts.map(({ reason }) => reason),
        facts.map(({ httpStatus }) => httpStatus),
        facts.map(({ code }) => code),
        facts.map(({ traceId }) => traceId),
        facts.map(({ bytesWritten }) => bytesWritten),
      ],
    );
  }
}
