import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { currentActor, currentTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { invalidInput, notFound, Problem } from '../../kernel/problem';
import { AppDatabase } from '../../platform/database/database';
import { afterCommit, Transaction } from '../../platform/database/transaction';
import { Page, placeOf } from '../../platform/http/page';
import { Realtime } from '../../platform/realtime/realtime';
import { COMMUNICATION_ADAPTERS, CommunicationAdapter, OutboundContent } from '../communication-adapter';
import { ConversationsRepository } from '../conversations/conversations.repository';
import { Admission } from '../outbound/gate/admission';
import { OutboundWakeUp } from '../outbound/send-messages.job';
import { MessageHistory, ShownMessage } from './message-history';
import { SendMessageDto, SentMessagesQuery } from './send-message.dto';
import { Addressee, SentMessagesRepository, TraceRow } from './sent-messages.repository';

type Reachable = Addressee & { readonly recipient: string };

/** Messages that members and programs send. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly database: AppDatabase,
    private readonly messages: SentMessagesRepository,
    private readonly history: MessageHistory,
    private readonly conversations: ConversationsRepository,
    private readonly admission: Admission,
    private readonly wakeUp: OutboundWakeUp,
    private readonly realtime: Realtime,
    @Inject(COMMUNICATION_ADAPTERS) private readonly adapters: readonly CommunicationAdapter[],
  ) {}

  /**
   * Queues one; with a key that was used before, answers what was queued then.
   * @throws Problem 404, 400 with each fault of the body, 422 with the policy that is against it
   */
  send(wanted: SendMessageDto, idempotencyKey: string | null): Promise<ShownMessage> {
    return this.database.transaction(async (transaction) => {
      const addressee = await this.addresseeOf(transaction, wanted.conversationId);
      const content = { type: wanted.type, body: wanted.body };
      const text = this.wordsOf(addressee, content);
      const replyTo = await this.repliedTo(transaction, wanted);
      const at = new Date();
      const sendingClass = currentActor().kind === 'api_key' ? 'api' : 'human';
      const { id, isNew } = await this.messages.queue(transaction, {
        id: newId(),
        addressee,
        ...content,
        text,
        replyTo,
        sendingClass,
        category: wanted.type === 'template' ? (wanted.category ?? 'marketing') : null,
        idempotencyKey: idempotencyKey === null ? null : keyOf(idempotencyKey),
        at,
      });
      if (isNew) {
        await this.admission.admit(transaction, { id, type: wanted.type, sendingClass, ...addressee });
        await this.announce(transaction, addressee, id, at);
      }
      return this.found(transaction, id);
    });
  }

  list(query: SentMessagesQuery): Promise<Page<ShownMessage>> {
    const after = placeOf(query);
    return this.database.reading((transaction) =>
      this.history.listSent(transaction, { state: query.state ?? null }, query.limit, after),
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
      afterCommit(transaction, () => this.tell(message.conversationId));
      return this.found(transaction, id);
    });
  }

  /** As a message of its own. @throws Problem 404, 409 for one that was sent, or may still be */
  resend(id: string): Promise<ShownMessage> {
    return this.database.transaction(async (transaction) => {
      const message = await this.found(transaction, id);
      const addressee = await this.addresseeOf(transaction, message.conversationId);
      const copy = { id: newId(), at: new Date() };
      const resent = await this.messages.resend(transaction, id, copy);
      if (resent === null) throw notResendable();
      await this.admission.admit(transaction, {
        id: resent,
        type: message.type,
        sendingClass: 'human',
        ...addressee,
      });
      await this.announce(transaction, addressee, resent, copy.at);
      return this.found(transaction, resent);
    });
  }

  private async found(transaction: Transaction, id: string): Promise<ShownMessage> {
    const message = await this.history.find(transaction, id);
    if (message === null) throw notFound('message');
    return message;
  }

  private async addresseeOf(transaction: Transaction, conversationId: string): Promise<Reachable> {
    const addressee = await this.messages.addressee(transaction, conversationId);
    if (addressee === null) throw notFound('conversation');
    const { recipient } = addressee;
    if (recipient === null) throw unreachable();
    return { ...addressee, recipient };
  }

  private wordsOf({ provider }: Addressee, content: OutboundContent): string | null {
    const adapter = this.adapters.find((one) => one.provider === provider);
    if (adapter === undefined) throw unreachable();
    const faults = adapter.faultsOf(content);
    if (faults.length > 0) {
      throw invalidInput(
        faults.map(({ field, code, message }) => ({ pointer: pointerOf(field), code, detail: message })),
      );
    }
    return adapter.wordsOf(content);
  }

  private async repliedTo(
    transaction: Transaction,
    { conversationId, replyToMessageId }: SendMessageDto,
  ): Promise<string | null> {
    if (replyToMessageId === undefined) return null;
    const known = await this.messages.providerIdOf(transaction, conversationId, replyToMessageId);
    if (known === null) throw notFound('message to reply to');
    return known;
  }

  private async announce(
    transaction: Transaction,
    { conversationId, channelId, contactId }: Addressee,
    messageId: string,
    at: Date,
  ): Promise<void> {
    const tenantId = currentTenant();
    await this.conversations.advanceAll(transaction, [
      { tenantId, conversationId, channelId, contactId, messageId, at },
    ]);
    afterCommit(transaction, async () => {
      this.wakeUp.request();
      await this.tell(conversationId);
    });
  }

  private tell(conversationId: string): Promise<void> {
    return this.realtime.publish([{ tenantId: currentTenant(), conversationId }]);
  }
}

/** One caller's key is not another's. */
function keyOf(header: string): string {
  const { kind, id } = currentActor();
  return `sent:${createHash('sha256')
    .update(`${kind}:${id ?? ''}:${header}`)
    .digest('hex')}`;
}

/** body.interactive.action[0] is /body/interactive/action/0 */
const pointerOf = (field: string): string =>
  `/${['body', ...field.split(/[.[\]]+/).filter((part) => part !== '')].join('/')}`;

const unreachable = (): Problem =>
  new Problem(422, 'unreachable', 'Nothing is known by which this person could be written to.');
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
