import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { forTenants } from '../../kernel/context';
import { KeysDatabase, SystemDatabase } from '../database/database';
import { isForeignKeyViolation, Transaction } from '../database/transaction';
import { DataKeys } from './data-keys';
import { DataKeysRepository, RetiredKey } from './data-keys.repository';
import { EncryptionKeys, WrappedKey } from './encryption-keys';
import { SealedColumn, SealedColumnsRepository } from './sealed-columns.repository';
import { SecretBox } from './secret-box';
import { SecretPlace, UnreadableSecret } from './unreadable-secret';

const KEYS_PER_BATCH = 100;
const ROWS_PER_BATCH = 50;
/** Longer than any process goes on sealing with a key that was retired, and than such a value is on its way to its row. */
const SETTLE_MS = 5_000;

export interface Rewrapping {
  rewrapped: number;
  upToDate: number;
  /** How many cannot be opened, by the ENCRYPTION_KEY that they need. */
  unreadable: Record<string, number>;
}

export interface Renewal {
  retired: number;
  /** How many values were sealed again, by table.column. */
  sealedAgain: Record<string, number>;
  unreadable: Record<string, number>;
  deleted: number;
  /** Old data keys that something still needs. */
  kept: number;
}

/**
 * Changes keys while the product serves. Every step is committed by itself and looks at what it finds, so that it can be
 * stopped anywhere and run again.
 */
@Injectable()
export class KeyRotation {
  constructor(
    private readonly keysDatabase: KeysDatabase,
    private readonly database: SystemDatabase,
    private readonly keys: DataKeysRepository,
    private readonly encryptionKeys: EncryptionKeys,
    private readonly dataKeys: DataKeys,
    private readonly columns: SealedColumnsRepository,
    private readonly secrets: SecretBox,
  ) {}

  /** Wraps every data key with the present ENCRYPTION_KEY. What is sealed stays as it is. */
  async rewrap(): Promise<Rewrapping> {
    const done: Rewrapping = { rewrapped: 0, upToDate: 0, unreadable: {} };
    let last: string | null = null;
    for (;;) {
      const batch: WrappedKey[] = await this.keysDatabase.systemTransaction(async (transaction) => {
        const found = await this.keys.listAfter(transaction, last, KEYS_PER_BATCH);
        for (const key of found) await this.rewrapOne(transaction, key, done);
        return found;
      });
      if (batch.length < KEYS_PER_BATCH) return done;
      last = batch.at(-1)?.id ?? null;
    }
  }

  private async rewrapOne(transaction: Transaction, key: WrappedKey, done: Rewrapping): Promise<void> {
    const unwrapped = this.encryptionKeys.unwrap(key);
    if (unwrapped.kind === 'unreadable') return count(done.unreadable, key.wrappedBy);
    if (key.wrappedBy === this.encryptionKeys.presentId) {
      done.upToDate += 1;
      return;
    }
    const anew = this.encryptionKeys.wrap(key.id, key.tenantId, unwrapped.key);
    if (await this.keys.rewrap(transaction, anew, key.wrapped)) done.rewrapped += 1;
  }

  /**
   * Retires every data key, seals with new ones what they sealed, and deletes them when nothing needs them any more.
   * Takes `settleMs` at least: until no process seals with an old key.
   */
  async renew(columns: readonly SealedColumn[], settleMs = SETTLE_MS): Promise<Renewal> {
    const done: Renewal = { retired: 0, sealedAgain: {}, unreadable: {}, deleted: 0, kept: 0 };
    done.retired = await this.keysDatabase.systemTransaction((transaction) =>
      this.keys.retireAll(transaction),
    );
    this.dataKeys.forgetInUse();
    await this.sealAgain(columns, done);
    const lastRetiredForMs = Math.min(...(await this.retired()).map(({ retiredForMs }) => retiredForMs));
    await pause(Math.max(0, settleMs - lastRetiredForMs));
    // What was sealed with an old key meanwhile. What cannot be opened is found once more, and counted once.
    done.unreadable = {};
    await this.sealAgain(columns, done);
    for (const { id, retiredForMs } of await this.retired()) {
      if (retiredForMs >= settleMs && (await this.deleteUnlessNeeded(id))) done.deleted += 1;
      else done.kept += 1;
    }
    return done;
  }

  /** Seals again everything that a retired key sealed. */
  async sealAgain(
    columns: readonly SealedColumn[],
    done: Pick<Renewal, 'sealedAgain' | 'unreadable'>,
  ): Promise<void> {
    const byTenant = Map.groupBy(await this.retired(), ({ tenantId }) => tenantId);
    for (const [tenantId, retired] of byTenant) {
      const ids = retired.map(({ id }) => id);
      for (const column of columns.filter(({ ofTenants }) => ofTenants === (tenantId !== null))) {
        await this.sealColumnAgain(column, tenantId, ids, done);
      }
    }
  }

  private async sealColumnAgain(
    column: SealedColumn,
    tenantId: string | null,
    keyIds: readonly string[],
    done: Pick<Renewal, 'sealedAgain' | 'unreadable'>,
  ): Promise<void> {
    const name = `${column.table}.${column.column}`;
    let last: string | null = null;
    for (;;) {
      const batch = await this.inScope(tenantId, async (transaction) => {
        const rows = await this.columns.lockNext(transaction, column, keyIds, last, ROWS_PER_BATCH);
        for (const { id, sealed } of rows) {
          const place = { tenantId, table: column.table, column: column.column, row: id };
          const anew = await this.reseal(sealed, place);
          if (anew === null) count(done.unreadable, name);
          else {
            await this.columns.replace(transaction, column, { id, sealed: anew });
            count(done.sealedAgain, name);
          }
        }
        return rows;
      });
      if (batch.length < ROWS_PER_BATCH) return;
      last = batch.at(-1)?.id ?? null;
    }
  }

  private async reseal(sealed: Buffer, place: SecretPlace): Promise<Buffer | null> {
    try {
      return await this.secrets.seal(await this.secrets.open(sealed, place), place);
    } catch (error) {
      if (error instanceof UnreadableSecret) return null;
      throw error;
    }
  }

  private inScope<T>(tenantId: string | null, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    if (tenantId === null) return this.database.systemTransaction(work);
    return forTenants([tenantId], () => this.database.transaction(work));
  }

  private retired(): Promise<RetiredKey[]> {
    return this.keysDatabase.systemTransaction((transaction) => this.keys.retired(transaction));
  }

  /** The foreign keys of the sealed columns know who needs it. */
  private async deleteUnlessNeeded(id: string): Promise<boolean> {
    try {
      await this.keysDatabase.systemTransaction((transaction) => this.keys.delete(transaction, id));
      return true;
    } catch (error) {
      if (isForeignKeyViolation(error)) return false;
      throw error;
    }
  }
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
