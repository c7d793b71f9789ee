import { MediaClient } from '@parley/whatsapp-cloud';
import { MediaOutcome, MediaToFetch, SendingChannel } from '../../messaging';
import { Environment } from '../../platform/config/environment';
import { graphAddressOf } from './graph-address';

/** The files of messages: who is asked for them, and in which words the answer reaches messaging. */
export class WhatsAppMedia {
  private readonly client: MediaClient;

  constructor(environment: Environment) {
    this.client = new MediaClient({
      ...graphAddressOf(environment),
      hosts: environment.WHATSAPP_MEDIA_HOSTS,
    });
  }

  async open(channel: SendingChannel, media: MediaToFetch): Promise<MediaOutcome> {
    const outcome = await this.client.open(
      { phoneNumberId: channel.externalId, accessToken: channel.accessToken },
      { mediaId: media.providerMediaId, url: media.url, maxBytes: media.maxBytes },
    );
    if (outcome.kind === 'opened') return outcome;
    const { kind, code, reason } = outcome;
    return { kind, failure: { code, reason } };
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
