import { Injectable } from '@nestjs/common';
import { Transaction } from '../../platform/database/transaction';
import { Change } from '../../platform/realtime/realtime';
import { StatusElement } from '../communication-adapter';
import { isMoving } from '../messages/message-state';
import { StatusesRepository } from '../messages/statuses.repository';
import { InboxEvent } from './inbox-events.repository';

/** Records a status and folds it into its message; early ones wait in message_status until the message is known. */
@Injectable()
export class StatusReceiver {
  constructor(private readonly statuses: StatusesRepository) {}

  async receive(transaction: Transaction, event: InboxEvent, element: StatusElement): Promise<Change | null> {
    const { tenantId, channelId } = event;
    await this.statuses.lockProviderMessage(transaction, channelId, element.providerMessageId);
    const isNew = await this.statuses.record(transaction, { channelId }, element);
    if (!isNew || !isMoving(element.status)) return null;
    const status = { ...element, status: element.status };
    const conversationId = await this.statuses.apply(transaction, { channelId }, status);
    return conversationId === null ? null : { tenantId, conversationId };
  }
}
