import { Injectable, OnModuleDestroy } from '@nestjs/common';
import { SystemDatabase } from '../database/database';

/** A probe wants a quick no, not a slow yes. */
const PROBE_TIMEOUT_MS = 2_000;

@Injectable()
export class Health implements OnModuleDestroy {
  private stopping = false;

  constructor(private readonly database: SystemDatabase) {}

  onModuleDestroy(): void {
    this.stopping = true;
  }

  async isReady(): Promise<boolean> {
    return !this.stopping && (await this.databaseAnswers());
  }

  async databaseAnswers(): Promise<boolean> {
    const timeout = new Promise<false>((resolve) => {
      setTimeout(() => resolve(false), PROBE_TIMEOUT_MS).unref();
    });
    const answer = this.database.source.query('SELECT 1').then(
      () => true,
      () => false,
    );
    return Promise.race([answer, timeout]);
  }
}
