import { Inject, Injectable, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { Drain } from '../../platform/queue/drain';
import { Sweeper } from '../../platform/queue/sweeper';
import { FileStorage } from '../../platform/storage/file-storage';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { MediaFetcher } from './media-fetcher';
import { ClaimedMedia } from './media-fetches.repository';

const AT_ONCE = 8;
/** Some room is left for the others, whatever one tenant has to fetch. */
const AT_ONCE_PER_TENANT = 6;
const RENEWAL_PAUSE_MS = 10_000;
const STORAGE_SWEEP_PAUSE_MS = 10 * 60_000;

/** Fetches files, several at once: as soon as one is done, the next begins. */
@Injectable()
export class MediaEngine implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly running = new Map<ClaimedMedia, Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly work: Drain;
  private readonly sweepers: readonly Sweeper[];

  constructor(
    private readonly fetcher: MediaFetcher,
    storage: FileStorage,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.work = new Drain(
      { name: 'media', step: () => this.begin(), sweep: () => fetcher.takeBackAbandoned() },
      logger,
    );
    this.sweepers = [
      new Sweeper('media claims', RENEWAL_PAUSE_MS, () => fetcher.renew([...this.running.keys()]), logger),
      new Sweeper('unfinished files', STORAGE_SWEEP_PAUSE_MS, () => storage.sweep(), logger),
    ];
  }

  onApplicationBootstrap(): void {
    this.work.start();
    for (const sweeper of this.sweepers) sweeper.start();
  }

  /** What is being fetched goes back to those that wait. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.work.stop(), ...this.sweepers.map((sweeper) => sweeper.stop())]);
    this.stopping.abort();
    await Promise.all(this.running.values());
  }

  drain(): Promise<void> {
    return this.work.run();
  }

  private async begin(): Promise<number> {
    const free = AT_ONCE - this.running.size;
    if (free === 0) return 0;
    const running = [...this.running.keys()];
    const claimed = await this.fetcher.claim({ free, perTenant: AT_ONCE_PER_TENANT, running });
    for (const claim of claimed) this.running.set(claim, this.fetch(claim));
    return claimed.length;
  }

  private async fetch(claim: ClaimedMedia): Promise<void> {
    const { tenantId, id: mediaId } = claim;
    try {
      await this.fetcher.fetch(claim, this.stopping.signal);
    } catch (err) {
      // The claim stays and is taken back as one of a worker that died.
      this.logger.error({ err, tenantId, mediaId }, 'what became of a file was not written');
    } finally {
      this.running.delete(claim);
    }
    if (this.stopping.signal.aborted) return;
    this.work.run().catch((err: unknown) => this.logger.error({ err }, 'the next file was not begun'));
  }
}
