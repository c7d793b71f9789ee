import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { currentActor } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { invalidInput, notFound, Problem } from '../../kernel/problem';
import { AppDatabase, SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { fingerprintOf, keyReused } from '../../platform/http/idempotency/idempotency-key';
import { Page, placeOf } from '../../platform/http/page';
import { COMMUNICATION_ADAPTERS, CommunicationAdapter, OutboundContent } from '../communication-adapter';
import { inGoodTime } from '../contacts/in-good-time';
import { Admission } from '../outbound/gate/admission';
import { Addressees, Reachable, unreachable } from './addressees';
import { Addressee } from './addressees.repository';
import { MessageHistory, ShownMessage } from './message-history';
import { MessageNews } from './message-news';
import { SendMessageDto, SentMessagesQuery } from './send-message.dto';
import { KeyedSend, SentMessagesRepository, TraceRow } from './sent-messages.repository';
import { whomIn } from './whom';

/** Messages that members and programs send. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly database: AppDatabase,
    private readonly system: SystemDatabase,
    private readonly addressees: Addressees,
    private readonly messages: SentMessagesRepository,
    private readonly history: MessageHistory,
    private readonly admission: Admission,
    private readonly news: MessageNews,
    @Inject(COMMUNICATION_ADAPTERS) private readonly adapters: readonly CommunicationAdapter[],
  ) {}

  /**
   * Queues one; with a key that was used before, answers what was queued then, however long ago. Whatever is against it,
   * nothing is left of somebody whom nobody has written to yet.
   * @throws Problem 404, 400 with each fault of the body, 422 with the policy that is against it or for the key of another
   * request, 503
   */
  async send(wanted: SendMessageDto, idempotencyKey: string | null): Promise<ShownMessage> {
    const whom = whomIn(wanted);
    const keyed = idempotencyKey === null ? null : keyedBy(idempotencyKey, wanted);
    const queued = await this.database.transaction(async (transaction) => {
      const repeated = keyed && (await this.repeated(transaction, keyed));
      if (repeated !== null) return repeated;
      const addressee = await this.addressees.find(transaction, whom);
      return addressee && this.queue(transaction, addressee, wanted, keyed);
    });
    if (queued !== null) return queued;
    if (!('person' in whom)) throw notFound('conversation');
    return this.system.transaction((transaction) =>
      inGoodTime(transaction, async () => {
        const addressee = await this.addressees.meet(transaction, whom.channelId, whom.person);
        return this.queue(transaction, addressee, wanted, keyed);
      }),
    );
  }

  list(query: SentMessagesQuery): Promise<Page<ShownMessage>> {
    const after = placeOf(query);
    return this.database.reading((transaction) =>
      this.history.listSent(transaction, query, query.limit, after),
    );
  }

  /** @throws Problem 404 */
  get(id: string): Promise<ShownMessage> {
    return this.database.reading((transaction) => this.found(transaction, id));
  }

  /** @throws Problem 404 */
  async trace(id: string): Promise<readonly TraceRow[]> {
    const events = await this.database.reading((transaction) => this.messages.trace(transaction, id));
    if (events.length === 0) throw notFound('message');
    return events;
  }

  /** @throws Problem 404, 409 when it is on its way already */
  cancel(id: string): Promise<ShownMessage> {
    return this.database.transaction(async (transaction) => {
      const message = await this.found(transaction, id);
      if (!(await this.messages.cancel(transaction, id))) throw notWaiting();
      this.news.changed(transaction, message.conversationId);
      return this.found(transaction, id);
    });
  }

  /** As a message of its own. @throws Problem 404, 409 for one that was sent, or may still be */
  resend(id: string): Promise<ShownMessage> {
    return this.database.transaction(async (transaction) => {
      const message = await this.found(transaction, id);
      const addressee = await this.addressees.inConversation(transaction, message.conversationId);
      const copy = { id: newId(), at: new Date() };
      const resent = await this.messages.resend(transaction, id, copy);
      if (resent === null) throw notResendable();
      const admitted = { id: resent, type: message.type, sendingClass: 'human' as const };
      await this.admission.admit(transaction, { ...addressee, ...admitted });
      await this.news.queued(transaction, addressee, { ...copy, id: resent });
      return this.found(transaction, resent);
    });
  }

  /** What the same request has queued before. @throws Problem 422 where it was another request */
  private async repeated(transaction: Transaction, keyed: KeyedSend): Promise<ShownMessage | null> {
    const earlier = await this.messages.queuedWith(transaction, keyed);
    if (earlier === null) return null;
    if (!earlier.isSame) throw keyReused();
    return this.found(transaction, earlier.id);
  }

  private async found(transaction: Transaction, id: string): Promise<ShownMessage> {
    const message = await this.history.find(transaction, id);
    if (message === null) throw notFound('message');
    return message;
  }

  private async queue(
    transaction: Transaction,
    addressee: Reachable,
    { type, body, category, replyToMessageId }: SendMessageDto,
    keyed: KeyedSend | null,
  ): Promise<ShownMessage> {
    const content = { type, body };
    const { text, template } = await this.read(transaction, addressee, content);
    const replyTo = await this.repliedTo(transaction, addressee, replyToMessageId);
    const at = new Date();
    const id = newId();
    const sendingClass = currentActor().kind === 'api_key' ? 'api' : 'human';
    const isNew = await this.messages.queue(transaction, {
      id,
      addressee,
      ...content,
      text,
      replyTo,
      sendingClass,
      template,
      category: type === 'template' ? (category ?? 'marketing') : null,
      keyed,
      at,
    });
    const repeated = isNew ? null : keyed && (await this.repeated(transaction, keyed));
    if (repeated !== null) return repeated;
    await this.admission.admit(transaction, { ...addressee, id, type, sendingClass });
    await this.news.queued(transaction, addressee, { id, at });
    return this.found(transaction, id);
  }

  private async read(
    transaction: Transaction,
    { provider, channelId }: Addressee,
    content: OutboundContent,
  ): Promise<{ text: string | null; template: string | null }> {
    const adapter = this.adapters.find((one) => one.provider === provider);
    if (adapter === undefined) throw unreachable();
    const faults = adapter.faultsOf(content);
    if (faults.length > 0) {
      throw invalidInput(
        faults.map(({ field, code, message }) => ({ pointer: pointerOf(field), code, detail: message })),
      );
    }
    const template = adapter.templateOf(content);
    const known = template === null ? null : await this.messages.madeOf(transaction, channelId, template);
    return { text: adapter.wordsOf(content, known), template };
  }

  private async repliedTo(
    transaction: Transaction,
    { conversationId }: Addressee,
    replyToMessageId: string | undefined,
  ): Promise<string | null> {
    if (replyToMessageId === undefined) return null;
    const known = await this.messages.providerIdOf(transaction, conversationId, replyToMessageId);
    if (known === null) throw notFound('message to reply to');
    return known;
  }
}

/** One caller's key is not another's. */
function keyedBy(header: string, wanted: SendMessageDto): KeyedSend {
  const { kind, id } = currentActor();
  const digest = createHash('sha256')
    .update(`${kind}:${id ?? ''}:${header}`)
    .digest('hex');
  return { key: `sent:${digest}`, hash: fingerprintOf('send', wanted) };
}

/** body.interactive.action[0] is /body/interactive/action/0 */
const pointerOf = (field: string): string =>
  `/${['body', ...field.split(/[.[\]]+/).filter((part) => part !== '')].join('/')}`;

const notWaiting = (): Problem =>
  new Problem(
    409,
    'message_not_waiting',
    'This message is not waiting any more.',
    'Only what waits can be cancelled.',
  );
const notResendable = (): Problem =>
  new Problem(
    409,
    'message_not_resendable',
    'This message cannot be sent again.',
    'Only what failed, or may have been lost, can be sent again.',
  );
