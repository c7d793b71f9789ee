import { Injectable, Optional } from '@nestjs/common';
import { currentActor } from '../../../kernel/context';
import { newId } from '../../../kernel/ids';
import { invalidInput, notFound, Problem } from '../../../kernel/problem';
import { SystemDatabase } from '../../../platform/database/database';
import { Transaction } from '../../../platform/database/transaction';
import { pageOf, PageQuery, placeOf } from '../../../platform/http/page';
import { DeedsInTenants } from '../deeds-in-tenants';
import { namedTenant } from '../tenant-filter';
import { TenantNamesRepository } from '../tenant-names.repository';
import { ReplayWakeUp } from './replay-letters.job';
import { NewReplayDto, ReplayDto, ReplayPageDto } from './replays.dto';
import { ReplayRow, ReplaysRepository, TakenLetters, WantedLetters } from './replays.repository';

/** Has dead letters tried again, or discarded. */
@Injectable()
export class ReplaysService {
  constructor(
    private readonly database: SystemDatabase,
    private readonly replays: ReplaysRepository,
    private readonly tenants: TenantNamesRepository,
    private readonly deeds: DeedsInTenants,
    // An operator's command has no queue; the worker sweeps.
    @Optional() private readonly wakeUp?: ReplayWakeUp,
  ) {}

  /**
   * The letters are this replay's when it resolves; a worker tries them again. Who does it comes from the context.
   * @throws Problem 400, 409 `nothing_to_replay`
   */
  async start(wanted: NewReplayDto): Promise<ReplayDto> {
    assertOneChoice(wanted);
    const id = newId();
    const row = await this.database.systemTransaction(async (transaction) => {
      const taken = await this.replays.take(
        transaction,
        { id, action: wanted.action, note: wanted.note ?? null },
        await this.lettersWanted(transaction, wanted),
      );
      if (taken.length === 0) throw nothingToReplay();
      await this.insert(transaction, id, wanted, taken);
      const row = await this.replays.find(transaction, id);
      await this.record(transaction, id, wanted, taken);
      return row;
    });
    if (row === null) throw new Error('The database returned no replay.');
    if (wanted.action === 'replay') this.wakeUp?.request();
    return replayOf(row);
  }

  /** Newest first. @throws Problem 400 for a cursor that we did not make */
  list(query: PageQuery): Promise<ReplayPageDto> {
    const after = placeOf(query);
    return this.database.systemTransaction(async (transaction) => {
      const { rows, nextCursor } = pageOf(
        await this.replays.list(transaction, query.limit + 1, after),
        query.limit,
      );
      return { data: rows.map(replayOf), nextCursor };
    });
  }

  /** @throws Problem 404 */
  async get(id: string): Promise<ReplayDto> {
    const row = await this.database.systemTransaction((transaction) => this.replays.find(transaction, id));
    if (row === null) throw notFound('replay');
    return replayOf(row);
  }

  private async lettersWanted(
    transaction: Transaction,
    { deadLetterIds, filter = {} }: NewReplayDto,
  ): Promise<WantedLetters> {
    const { stage = null, reason = null, tenantSlug } = filter;
    const tenantId = await namedTenant(this.tenants, transaction, tenantSlug, '/filter/tenantSlug');
    return { ids: deadLetterIds?.map((id) => id.toLowerCase()) ?? null, stage, reason, tenantId };
  }

  private insert(
    transaction: Transaction,
    id: string,
    { action, deadLetterIds, filter, note, ratePerSecond }: NewReplayDto,
    taken: readonly TakenLetters[],
  ): Promise<void> {
    const actor = currentActor();
    return this.replays.insert(transaction, {
      ...{ id, action, ratePerSecond, note: note ?? null },
      requestedBy: actor.id,
      requestedByName: actor.name,
      filter: deadLetterIds === undefined ? { ...filter } : { deadLetterIds },
      total: taken.reduce((total, { count }) => total + count, 0),
    });
  }

  /** Of letters of no tenant the row itself is the record. A note on letters of several may tell one of the others. */
  private record(
    transaction: Transaction,
    id: string,
    { action, filter, note }: NewReplayDto,
    taken: readonly TakenLetters[],
  ): Promise<void> {
    const countOf = new Map(taken.map(({ tenantId, count }) => [tenantId, count]));
    const tenantIds = taken.flatMap(({ tenantId }) => tenantId ?? []);
    const { stage, reason } = filter ?? {};
    const isOfOneTenant = taken.length === 1;
    return this.deeds.record(transaction, tenantIds, (tenantId) => ({
      action: action === 'replay' ? 'dead_letters.replayed' : 'dead_letters.discarded',
      target: { kind: 'replay', id },
      after: { letters: countOf.get(tenantId) ?? 0, stage, reason, ...(isOfOneTenant && { note }) },
    }));
  }
}

/** @throws Problem 400 */
function assertOneChoice({ action, deadLetterIds, filter }: NewReplayDto): void {
  if ((deadLetterIds === undefined) === (filter === undefined))
    throw fault('/', 'one_choice', 'Give either deadLetterIds or filter.');
  const isWide = filter !== undefined && Object.values(filter).every((value) => value === undefined);
  if (action === 'discard' && isWide)
    throw fault('/filter', 'filter_too_wide', 'To discard, name a stage, a reason or a tenant.');
}

const fault = (pointer: string, code: string, detail: string): Problem =>
  invalidInput([{ pointer, code, detail }]);

const nothingToReplay = (): Problem =>
  new Problem(
    409,
    'nothing_to_replay',
    'No such dead letter waits.',
    'It may have been replayed or discarded a moment ago.',
  );

function replayOf(row: ReplayRow): ReplayDto {
  const { id, action, requestedByName, filter, note, ratePerSecond, total, done } = row;
  return {
    ...{ id, action, requestedByName, filter, note, ratePerSecond, total, done },
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
