import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { Channel, ChannelsRepository, ChannelsService } from '../../channels';
import { crashPoint } from '../../kernel/crash-points';
import { UnreadableSecret } from '../../platform/crypto/secret-box';
import { SystemDatabase } from '../../platform/database/database';
import { FileStorage, StorageFailure } from '../../platform/storage/file-storage';
import { tenantStorage } from '../../platform/storage/storage-key';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import {
  COMMUNICATION_ADAPTERS,
  CommunicationAdapter,
  Failure,
  MediaOutcome,
} from '../communication-adapter';
import { MediaContent, WrongContent } from './media-content';
import { ClaimedMedia, StoredMedia } from './media-fetches.repository';
import { mediaTypeOf } from './media-type';

/** As much as WhatsApp lets people send (facts: cloud-api.md F). */
export const MAX_MEDIA_BYTES = 100 * 1024 * 1024;
/** How long the address in a webhook is good, less what a clock may be wrong. */
const FRESH_MS = 4 * 60_000;

export type FetchOutcome =
  | { readonly kind: 'stored'; readonly stored: StoredMedia }
  /** It will never come. */
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** It may come later. */
  | { readonly kind: 'postponed'; readonly failure: Failure }
  /** Something of ours is in the way, which says nothing of the file. */
  | { readonly kind: 'held'; readonly failure: Failure };

type Opened = Extract<MediaOutcome, { kind: 'opened' }>;

/** One file's way from the provider into the storage. Runs for the tenant of the file; never throws. */
@Injectable()
export class MediaFetch {
  constructor(
    private readonly database: SystemDatabase,
    private readonly channels: ChannelsRepository,
    private readonly tokens: ChannelsService,
    private readonly storage: FileStorage,
    @Inject(COMMUNICATION_ADAPTERS) private readonly adapters: readonly CommunicationAdapter[],
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @param signal ends it early; what comes back then says nothing */
  async fetch(claim: ClaimedMedia, signal: AbortSignal): Promise<FetchOutcome> {
    if (claim.isRevoked) return { kind: 'refused', failure: TAKEN_BACK };
    try {
      const outcome = await this.open(claim);
      return outcome.kind === 'opened' ? await this.store(claim, outcome, signal) : outcome;
    } catch (error) {
      return this.outcomeOf(error, claim);
    }
  }

  private async open(claim: ClaimedMedia): Promise<MediaOutcome> {
    const channel = await this.channelOf(claim);
    const adapter = this.adapters.find(({ provider }) => provider === channel?.provider);
    if (channel === undefined || adapter === undefined) return { kind: 'refused', failure: NO_CHANNEL };
    const accessToken = await this.tokens.openToken(channel);
    const isFresh = claim.attempts === 1 && Date.now() - claim.createdAt.getTime() < FRESH_MS;
    return adapter.openMedia(
      { externalId: channel.externalId, accessToken },
      {
        providerMediaId: claim.providerMediaId,
        url: isFresh ? claim.url : null,
        maxBytes: MAX_MEDIA_BYTES,
      },
    );
  }

  private async channelOf({ channelId }: ClaimedMedia): Promise<Channel | undefined> {
    const [channel] = await this.database.reading((transaction) =>
      this.channels.withTokens(transaction, [channelId]),
    );
    return channel;
  }

  private async store(claim: ClaimedMedia, opened: Opened, signal: AbortSignal): Promise<FetchOutcome> {
    const { content: bytes, byteSize, mimeType } = opened;
    const content = new MediaContent({ sha256: [claim.declaredSha256, opened.sha256], byteSize });
    bytes.once('error', (error) => content.destroy(error));
    // Whoever reads hears of it; before anybody does, it is no reason for the process to end.
    content.once('error', () => bytes.destroy()).once('close', () => bytes.destroy());
    const stop = (): void => void content.destroy(new Error('The worker stops.'));
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const key = tenantStorage(claim.tenantId).keyOf(claim);
    try {
      await this.storage.write(key, bytes.pipe(content));
    } finally {
      signal.removeEventListener('abort', stop);
    }
    crashPoint('media.fetched');
    const stored = {
      storageKey: key,
      byteSize: content.byteSize,
      sha256: content.sha256,
      mimeType: await mediaTypeOf(content.beginning, claim.declaredMimeType ?? mimeType),
    };
    return { kind: 'stored', stored };
  }

  private outcomeOf(error: unknown, { tenantId, id: mediaId }: ClaimedMedia): FetchOutcome {
    if (error instanceof WrongContent)
      return { kind: error.isFinal ? 'refused' : 'postponed', failure: error.failure };
    if (error instanceof StorageFailure) {
      this.logger.error({ err: error, tenantId, mediaId }, 'file held: the storage does not take it');
      return { kind: 'held', failure: { code: `storage_${error.code}`, reason: error.message } };
    }
    if (error instanceof UnreadableSecret) {
      this.logger.error({ err: error, tenantId, mediaId }, 'file held: the access token cannot be opened');
      return { kind: 'held', failure: UNREADABLE_TOKEN };
    }
    const code = (error as { code?: unknown }).code;
    if (code === 'too_large') return { kind: 'refused', failure: TOO_LARGE };
    this.logger.warn({ err: error, tenantId, mediaId }, 'file not fetched');
    return { kind: 'postponed', failure: BROKE_OFF };
  }
}

const NO_CHANNEL: Failure = { code: 'no_channel', reason: 'The channel is not connected any more.' };
const TAKEN_BACK: Failure = {
  code: 'media_revoked',
  reason: 'Whoever sent this file has taken its message back.',
};
const TOO_LARGE: Failure = { code: 'too_large', reason: 'The file is larger than we take.' };
const BROKE_OFF: Failure = {
  code: 'broke_off',
  reason: 'The connection broke off in the middle of the file.',
};
const UNREADABLE_TOKEN: Failure = {
  code: 'unreadable_access_token',
  reason: 'We cannot open the access token of this number. Give it a new one if this stays so.',
};
