import { Inject, Injectable } from '@nestjs/common';
import { Explanation, Explanations } from '../../kernel/explanations';
import { Transaction } from '../../platform/database/transaction';
import { Page, pageOf, Place } from '../../platform/http/page';
import {
  COMMUNICATION_ADAPTERS,
  CommunicationAdapter,
  Correspondent,
  MessageContent,
  StoredContent,
} from '../communication-adapter';
import { MediaRow } from '../media/media.dto';
import { MediaRepository } from '../media/media.repository';
import { Effect, Effects, effectsOn, Reaction } from './message-effects';
import { EffectRow, HistoryRow, MessageHistoryRepository, SentFilter } from './message-history.repository';

/** A message as it is now: with what was done to it since. */
export interface ShownMessage extends Omit<HistoryRow, 'author' | 'effects' | 'payload' | 'provider'> {
  /** How the author is called: of a group's message. */
  readonly author: string | null;
  readonly editedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly reactions: readonly Reaction[];
  readonly media: readonly MediaRow[];
  readonly content: MessageContent | null;
  /** Of its failure. */
  readonly explanation: Explanation | null;
}

interface FoldedEffect extends Effect {
  readonly payload: unknown;
}

@Injectable()
export class MessageHistory {
  constructor(
    private readonly messages: MessageHistoryRepository,
    private readonly media: MediaRepository,
    private readonly explanations: Explanations,
    @Inject(COMMUNICATION_ADAPTERS) private readonly adapters: readonly CommunicationAdapter[],
  ) {}

  /** A page of a conversation, newest first. */
  async list(
    transaction: Transaction,
    conversationId: string,
    limit: number,
    after: Place | null,
  ): Promise<Page<ShownMessage & Place>> {
    const found = await this.messages.listOfConversation(transaction, conversationId, limit + 1, after);
    return this.page(transaction, found, limit);
  }

  /** A page of what this business sent from here, newest first. */
  async listSent(
    transaction: Transaction,
    filter: SentFilter,
    limit: number,
    after: Place | null,
  ): Promise<Page<ShownMessage & Place>> {
    const found = await this.messages.listSent(transaction, filter, limit + 1, after);
    return this.page(transaction, found, limit);
  }

  async find(transaction: Transaction, id: string): Promise<ShownMessage | null> {
    const found = await this.messages.find(transaction, id);
    const [message = null] = found === null ? [] : await this.withFiles(transaction, [found]);
    return message;
  }

  private async page(
    transaction: Transaction,
    found: readonly (HistoryRow & Place)[],
    limit: number,
  ): Promise<Page<ShownMessage & Place>> {
    const { rows, nextCursor } = pageOf(found, limit);
    return { rows: await this.withFiles(transaction, rows), nextCursor };
  }

  private async withFiles(
    transaction: Transaction,
    rows: readonly (HistoryRow & Place)[],
  ): Promise<(ShownMessage & Place)[]> {
    const ids = rows.flatMap(({ id, effects }) => [id, ...(effects ?? []).map((effect) => effect.id)]);
    const files = await this.media.ofMessages(transaction, ids);
    return rows.map((row) => this.shown(row, files));
  }

  private shown(row: HistoryRow & Place, files: readonly MediaRow[]): ShownMessage & Place {
    const { author, effects: rows, payload, provider, ...told } = row;
    const effects = effectsOn(row.direction, (rows ?? []).map(effectOf));
    const source = sourceOf(row, effects, files);
    const isRevoked = effects.revokedAt !== null;
    const { failureCode } = row;
    return {
      ...told,
      type: source.type,
      author: author === null ? null : nameOf(author),
      text: isRevoked ? null : (effects.edit ?? source).text,
      editedAt: effects.edit?.occurredAt ?? null,
      revokedAt: effects.revokedAt,
      reactions: effects.reactions,
      media: isRevoked ? [] : source.files,
      content: isRevoked ? null : this.contentOf(provider, effects.callEnd ?? source),
      explanation: failureCode === null ? null : this.explanations.of(provider, failureCode),
    };
  }

  private contentOf(provider: string, message: StoredContent): MessageContent | null {
    const adapter = this.adapters.find((one) => one.provider === provider);
    return message.payload === null ? null : (adapter?.contentOf(message) ?? null);
  }
}

function effectOf({ author, occurredAt, ...told }: EffectRow): FoldedEffect {
  const key = author?.identities[0].value;
  return {
    ...told,
    author: author === null || key === undefined ? null : { key, name: nameOf(author) },
    occurredAt: new Date(occurredAt),
  };
}

interface Source extends StoredContent {
  readonly text: string | null;
  readonly files: readonly MediaRow[];
}

/** Where type, words and files are read from: of a message of the history that came without its file, from what brought it. */
function sourceOf(
  row: HistoryRow,
  { completion }: Effects<FoldedEffect>,
  files: readonly MediaRow[],
): Source {
  const filesOf = (messageId: string) => files.filter((file) => file.messageId === messageId);
  const own = { ...row, files: filesOf(row.id) };
  if (completion === null || own.files.length > 0) return own;
  return { ...completion, text: completion.text ?? row.text, files: filesOf(completion.id) };
}

/** How somebody is called who may have no name. */
function nameOf({ name, username, identities: [first] }: Correspondent): string {
  return name ?? username ?? (first.kind === 'phone' ? `+${first.value}` : first.value);
}
