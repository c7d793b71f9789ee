import { createSecretKey, KeyObject, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/ids';
import { KeysDatabase } from '../database/database';
import { DataKeysRepository } from './data-keys.repository';
import { EncryptionKeys, WrappedKey } from './encryption-keys';
import { RecentlyUsed } from './recently-used';
import { DataKey } from './sealing';
import { UnreadableBecause } from './unreadable-secret';

const KEY_BYTES = 32;
/** How long a process may go on sealing with a key that a rotation retired. */
const IN_USE_FOR_MS = 1_000;
const KEPT = 2_000;

export type FoundKey = DataKey | UnreadableBecause;

interface InUse {
  readonly id: string;
  readonly readAt: number;
}

/** The data keys, unwrapped and kept in the process. Those that open are fetched once, the one that seals every second. */
@Injectable()
export class DataKeys {
  private readonly keys = new RecentlyUsed<string, KeyObject>(KEPT);
  private readonly inUse = new RecentlyUsed<string | null, InUse>(KEPT);
  private readonly loading = new Map<string, Promise<FoundKey>>();

  constructor(
    private readonly database: KeysDatabase,
    private readonly repository: DataKeysRepository,
    private readonly encryptionKeys: EncryptionKeys,
  ) {}

  /** @throws DatabaseAway */
  async find(id: string): Promise<FoundKey> {
    const key = this.keys.get(id);
    if (key !== undefined) return { id, key };
    return this.once(`id ${id}`, async () => {
      const wrapped = await this.database.systemTransaction((transaction) =>
        this.repository.find(transaction, id),
      );
      return wrapped === null ? 'unknown_data_key' : this.unwrap(wrapped);
    });
  }

  /** The key that seals this tenant's secrets now (null: those of accounts); made on first use. @throws DatabaseAway */
  async forSealing(tenantId: string | null): Promise<FoundKey> {
    const known = this.inUse.get(tenantId);
    const key = known === undefined ? undefined : this.keys.get(known.id);
    if (known !== undefined && key !== undefined && performance.now() - known.readAt < IN_USE_FOR_MS) {
      return { id: known.id, key };
    }
    return this.once(`of ${tenantId}`, async () => {
      const readAt = performance.now();
      const wrapped = await this.ensureInUse(tenantId);
      const found = this.unwrap(wrapped);
      if (typeof found !== 'string') this.inUse.set(tenantId, { id: found.id, readAt });
      return found;
    });
  }

  /** After a rotation in this very process. */
  forgetInUse(): void {
    this.inUse.clear();
  }

  private ensureInUse(tenantId: string | null): Promise<WrappedKey> {
    return this.database.systemTransaction(async (transaction) => {
      const known = await this.repository.findInUse(transaction, tenantId);
      if (known !== null) return known;
      const key = createSecretKey(randomBytes(KEY_BYTES));
      await this.repository.insertIfNone(transaction, this.encryptionKeys.wrap(newId(), tenantId, key));
      // Another process may have been first; then the key is that one's.
      return (await this.repository.findInUse(transaction, tenantId)) as WrappedKey;
    });
  }

  private unwrap(wrapped: WrappedKey): FoundKey {
    const known = this.keys.get(wrapped.id);
    if (known !== undefined) return { id: wrapped.id, key: known };
    const unwrapped = this.encryptionKeys.unwrap(wrapped);
    if (unwrapped.kind === 'unreadable') return unwrapped.because;
    this.keys.set(wrapped.id, unwrapped.key);
    return { id: wrapped.id, key: unwrapped.key };
  }

  /** Whoever asks for the same while it is being fetched gets the same answer. */
  private once(what: string, load: () => Promise<FoundKey>): Promise<FoundKey> {
    const running = this.loading.get(what);
    if (running !== undefined) return running;
    const started = load().finally(() => this.loading.delete(what));
    this.loading.set(what, started);
    return started;
  }
}
