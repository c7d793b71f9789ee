import { checkMessage, GraphClient, InvalidMessage, wordsOf } from '@parley/whatsapp-cloud';
import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import {
  AccountNews,
  ChannelStanding,
  CommunicationAdapter,
  InboundElement,
  MessageContent,
  MediaOutcome,
  MediaToFetch,
  MessageFault,
  OutboundContent,
  OutboundMessage,
  parseProviderJson,
  SendingChannel,
  SendResult,
  StoredContent,
  UnreadableJson,
} from '../../messaging';
import { TemplateForm } from '../../channels';
import { Explanation } from '../../kernel/explanations';
import { Environment } from '../../platform/config/environment';
import { WhatsAppMedia } from './media';
import { contentOf } from './content/message-content';
import { elementsOf } from './normalise/elements';
import { explanationOf } from './explanation';
import { graphAddressOf } from './graph-address';
import { resultOf, templateOf } from './sending';
import { STANDING_FIELDS, standingOf } from './standing';
import { wordsIn } from './templates/template-form';

export const WHATSAPP = 'whatsapp';

/** Meta's Cloud API. Which server answers for Meta is configuration, so the simulator is Meta to us. */
@Injectable()
export class WhatsAppAdapter implements CommunicationAdapter, OnApplicationShutdown {
  readonly provider = WHATSAPP;
  readonly standingFields = STANDING_FIELDS;
  private readonly graph: GraphClient;
  private readonly media: WhatsAppMedia;

  constructor(environment: Environment) {
    this.graph = new GraphClient(graphAddressOf(environment));
    this.media = new WhatsAppMedia(environment);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.graph.close(), this.media.close()]);
  }

  split(body: Buffer): InboundElement[] {
    try {
      return elementsOf(parseProviderJson(body));
    } catch (error) {
      if (!(error instanceof UnreadableJson)) throw error;
      return [{ kind: 'quarantined', reason: error.reason, detail: error.message, payload: null }];
    }
  }

  contentOf(message: StoredContent): MessageContent | null {
    return contentOf(message);
  }

  faultsOf({ type, body }: OutboundContent): readonly MessageFault[] {
    return checkMessage(type, body);
  }

  wordsOf({ type, body }: OutboundContent, template: TemplateForm | null = null): string | null {
    const words = type === 'template' && template !== null ? wordsIn(template, body) : null;
    return words ?? wordsOf(type, body);
  }

  templateOf(content: OutboundContent): string | null {
    return templateOf(content);
  }

  standingOf(news: readonly AccountNews[], heldCode: string | null, nowMs: number): ChannelStanding {
    return standingOf(news, heldCode, nowMs);
  }

  explain(code: string): Explanation | null {
    return explanationOf(code);
  }

  async send(
    channel: SendingChannel,
    message: OutboundMessage,
    mayBegin?: () => boolean,
  ): Promise<SendResult> {
    const { id: callbackData, recipient, type, body, replyTo } = message;
    try {
      const outcome = await this.graph.sendMessage(
        { phoneNumberId: channel.externalId, accessToken: channel.accessToken },
        { recipient, type, body, callbackData, ...(replyTo === null ? {} : { replyToMessageId: replyTo }) },
        mayBegin,
      );
      return resultOf(outcome);
    } catch (error) {
      if (!(error instanceof InvalidMessage)) throw error;
      return {
        answer: { kind: 'refused', failure: { code: 'invalid_message', reason: error.message } },
        attempt: null,
      };
    }
  }

  openMedia(channel: SendingChannel, media: MediaToFetch): Promise<MediaOutcome> {
    return this.media.open(channel, media);
  }
}
