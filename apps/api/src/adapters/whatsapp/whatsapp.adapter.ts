import { GraphClient, InvalidMessage, SendOutcome as GraphOutcome } from '@parley/whatsapp-cloud';
import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import {
  CommunicationAdapter,
  Failure,
  InboundElement,
  MessageContent,
  MediaOutcome,
  MediaToFetch,
  OutboundText,
  parseProviderJson,
  SendingChannel,
  SendOutcome,
  StoredContent,
  UnreadableJson,
} from '../../messaging';
import { Environment } from '../../platform/config/environment';
import { WhatsAppMedia } from './media';
import { contentOf } from './content/message-content';
import { elementsOf } from './normalise/elements';

export const WHATSAPP = 'whatsapp';

/** Meta's Cloud API. Which server answers for Meta is configuration, so the simulator is Meta to us. */
@Injectable()
export class WhatsAppAdapter implements CommunicationAdapter, OnApplicationShutdown {
  readonly provider = WHATSAPP;
  private readonly graph: GraphClient;
  private readonly media: WhatsAppMedia;

  constructor(environment: Environment) {
    this.graph = new GraphClient({
      baseUrl: environment.WHATSAPP_GRAPH_URL,
      version: environment.WHATSAPP_GRAPH_VERSION,
    });
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

  async sendText(channel: SendingChannel, message: OutboundText): Promise<SendOutcome> {
    try {
      const outcome = await this.graph.sendText(
        { phoneNumberId: channel.externalId, accessToken: channel.accessToken },
        { to: message.recipient, body: message.text, callbackData: message.id },
      );
      return translated(outcome);
    } catch (error) {
      if (!(error instanceof InvalidMessage)) throw error;
      return { kind: 'refused', failure: { code: 'invalid_message', reason: error.message } };
    }
  }

  openMedia(channel: SendingChannel, media: MediaToFetch): Promise<MediaOutcome> {
    return this.media.open(channel, media);
  }
}

function translated(outcome: GraphOutcome): SendOutcome {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'accepted', providerMessageId: outcome.messageId };
    case 'not_sent':
      return { kind: 'postponed', failure: { code: 'unreachable', reason: outcome.reason } };
    case 'unknown':
      return { kind: 'unknown', failure: { code: 'no_answer', reason: outcome.reason } };
    case 'rejected':
      return rejected(outcome.error);
  }
}

function rejected(error: Extract<GraphOutcome, { kind: 'rejected' }>['error']): SendOutcome {
  const failure: Failure = { code: String(error.code), reason: error.details ?? error.message };
  if (error.retry === 'retry') return { kind: 'postponed', failure };
  if (error.retry === 'ambiguous') return { kind: 'unknown', failure };
  return { kind: 'refused', failure };
}
