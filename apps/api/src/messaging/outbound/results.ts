import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { forTenants } from '../../kernel/context';
import { crashPoint } from '../../kernel/crash-points';
import { setTenants, SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { Change, Realtime } from '../../platform/realtime/realtime';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { SendAnswer } from '../communication-adapter';
import { ConsentRepository, RefusedMarketing } from '../consent/consent.repository';
import { StatusesRepository } from '../messages/statuses.repository';
import { DeliveryAttemptsRepository, FinishedAttempt } from './delivery-attempts.repository';
import { HeldChannelsRepository } from './held-channels.repository';
import { Accepted, OutboxRepository, Settled } from './outbox.repository';
import { holdsChannel } from './pacing/next-step';
import { Result } from './result';

const GATHER_MS = 50;
const MOST_AT_ONCE = 500;
const RETRY_MS = 500;
const LAST_WRITES_MS = 10_000;

/** Writes down what became of sends, all that came within a moment in one transaction; waits for a database that is away. */
@Injectable()
export class Results {
  private gathered: Result[] = [];
  private underWay: readonly Result[] = [];
  private writing: Promise<void> | undefined;
  /** By then a process that ends has to have ended; what it did not write is unknown to whoever comes after it. */
  private endsAtMs = Infinity;

  constructor(
    private readonly database: SystemDatabase,
    private readonly outbox: OutboxRepository,
    private readonly attempts: DeliveryAttemptsRepository,
    private readonly held: HeldChannelsRepository,
    private readonly statuses: StatusesRepository,
    private readonly consents: ConsentRepository,
    private readonly realtime: Realtime,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  add(result: Result): void {
    this.gathered.push(result);
    this.writing ??= this.writeAll().finally(() => (this.writing = undefined));
  }

  /** Whether something of a channel is not written yet. */
  isOwed(channelId: string): boolean {
    return [...this.gathered, ...this.underWay].some(({ message }) => message.channelId === channelId);
  }

  /** Resolves when all that was added is written, or cannot be within 10 s. */
  async close(): Promise<void> {
    this.endsAtMs = performance.now() + LAST_WRITES_MS;
    while (this.writing !== undefined) await this.writing;
  }

  private async writeAll(): Promise<void> {
    while (this.gathered.length > 0) {
      await pause(GATHER_MS);
      this.underWay = this.gathered.splice(0, MOST_AT_ONCE);
      crashPoint('send.results-gathered');
      await this.write(this.underWay);
      this.underWay = [];
    }
  }

  private async write(results: readonly Result[]): Promise<void> {
    const tenantIds = [...new Set(results.map(({ message }) => message.tenantId))];
    for (;;) {
      try {
        const changes = await this.database.preparedTransaction(async (transaction) => {
          await setTenants(transaction, tenantIds);
          return forTenants(tenantIds, () => this.writeTogether(transaction, results));
        });
        crashPoint('send.results-written');
        await this.realtime.publish(changes);
        return;
      } catch (err) {
        this.logger.error({ err, results: results.length }, 'results of sends not written yet');
        if (performance.now() > this.endsAtMs) return;
        await pause(RETRY_MS);
      }
    }
  }

  private async writeTogether(transaction: Transaction, results: readonly Result[]): Promise<Change[]> {
    // As everybody who locks several messages does.
    const byMessage = [...results].sort(byId);
    const accepted = byMessage.flatMap(acceptedOf);
    if (accepted.length > 0) await this.statuses.lockAll(transaction, accepted);
    crashPoint('send.results-locked');
    const changes = await this.outbox.markAccepted(transaction, accepted);
    crashPoint('send.results-half-written');
    await this.outbox.settle(transaction, byMessage.flatMap(settledOf));
    await this.attempts.finish(transaction, results.flatMap(finishedOf));
    const channels = await this.held.note(transaction, results);
    await this.consents.recordRefusals(transaction, byMessage.flatMap(optedOutOf));
    const folded = await this.statuses.applyToNewMessages(transaction, accepted);
    crashPoint('send.before-results-commit');
    const touched = results.map(({ message: { tenantId, conversationId } }) => ({
      tenantId,
      conversationId,
    }));
    return [...changes, ...folded, ...touched, ...channels];
  }
}

const byId = ({ message: one }: Result, { message: other }: Result): number =>
  one.tenantId.localeCompare(other.tenantId) || one.id.localeCompare(other.id);

function acceptedOf({ message: { tenantId, id, channelId }, result: { answer } }: Result): Accepted[] {
  if (answer.kind !== 'accepted') return [];
  return [{ tenantId, id, channelId, providerMessageId: answer.providerMessageId }];
}

function settledOf({ message: { tenantId, id, claimedAt }, result: { answer }, step }: Result): Settled[] {
  if (answer.kind === 'accepted') return [];
  const { failure } = answer;
  const base = { tenantId, id, claimedAt, failure };
  switch (step.kind) {
    case 'again':
      return [{ ...base, state: 'queued', afterMs: step.afterMs, counted: step.counted }];
    case 'held':
      return [
        { ...base, state: 'queued', afterMs: holdsChannel(step) ? 0 : step.probeAfterMs, counted: false },
      ];
    case 'unknown':
      return [{ ...base, state: 'unknown', afterMs: 0, counted: true }];
    default:
      return [{ ...base, state: 'failed', afterMs: 0, counted: true }];
  }
}

function optedOutOf({ message, result: { answer } }: Result): RefusedMarketing[] {
  if (answer.kind !== 'opted_out') return [];
  const { tenantId, id: messageId, channelId } = message;
  return [{ tenantId, channelId, messageId, providerMessageId: null, at: new Date() }];
}

/** What never came to a call is no attempt. */
function finishedOf({ message, result: { answer, attempt } }: Result): FinishedAttempt[] {
  if (attempt === null) return [];
  const { tenantId, id: messageId, attempts: number } = message;
  return [{ tenantId, messageId, number, outcome: answer.kind, reason: reasonOf(answer), facts: attempt }];
}

const reasonOf = (answer: SendAnswer): string | null =>
  answer.kind === 'accepted' ? null : answer.failure.reason;
