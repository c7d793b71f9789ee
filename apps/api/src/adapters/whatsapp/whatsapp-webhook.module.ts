import { Module } from '@nestjs/common';
import { IntakeModule } from '../../messaging';
import { WebhookReceiver } from './webhook-receiver';
import { WebhookController } from './webhook.controller';

/** The front door, for the process that serves HTTP. */
@Module({ imports: [IntakeModule], controllers: [WebhookController], providers: [WebhookReceiver] })
export class WhatsAppWebhookModule {}
