import { Inject, Injectable, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { AppDatabase } from '../../platform/database/database';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { ApiKeysRepository } from './api-keys.repository';

const QUIET_MS = 60_000;

/** Notes when and from where a key was last used: at most once a minute, and no request waits for it or fails by it. */
@Injectable()
export class KeyUses implements OnModuleDestroy {
  private readonly writing = new Map<string, Promise<void>>();

  constructor(
    private readonly app: AppDatabase,
    private readonly keys: ApiKeysRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** For a key of the current tenant. */
  note(key: { readonly id: string; readonly lastUsedAt: Date | null }, address: string): void {
    const isRecent = key.lastUsedAt !== null && Date.now() - key.lastUsedAt.getTime() < QUIET_MS;
    if (isRecent || this.writing.has(key.id)) return;
    this.writing.set(key.id, this.write(key.id, address));
  }

  /** What was begun is finished before the connections close. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.writing.values());
  }

  private async write(id: string, address: string): Promise<void> {
    try {
      await this.app.transaction((transaction) => this.keys.noteUse(transaction, id, address, QUIET_MS));
    } catch (err) {
      this.logger.warn({ err, apiKeyId: id }, 'use of an API key not noted');
    } finally {
      this.writing.delete(id);
    }
  }
}
