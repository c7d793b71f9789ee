import { createHmac } from 'node:crypto';
import type { SimulatedClock } from '../clock';

export const MEDIA_PATH = '/whatsapp_business/attachments/';
/** As long as Meta's. */
export const ADDRESS_LIFETIME_MS = 5 * 60_000;

/** The addresses of bytes: good for minutes, and only as they were made. */
export class MediaAddresses {
  constructor(
    private readonly secret: string,
    private readonly lifetimeMs: number,
    private readonly clock: SimulatedClock,
  ) {}

  /** @param origin where the simulator is reached, such as `http://127.0.0.1:4000` */
  addressOf(mediaId: string, origin: string): string {
    const until = String(Math.ceil((this.clock.now() + this.lifetimeMs) / 1000));
    const query = new URLSearchParams({ mid: mediaId, ext: until, hash: this.hashOf(mediaId, until) });
    return `${origin}${MEDIA_PATH}?${query}`;
  }

  /** The file that an address of ours names, while it is good. */
  mediaIdIn({ mid = '', ext = '', hash = '' }: { mid?: string; ext?: string; hash?: string }): string | null {
    const isOurs = hash === this.hashOf(mid, ext);
    return isOurs && Number(ext) * 1000 > this.clock.now() ? mid : null;
  }

  private hashOf(mediaId: string, until: string): string {
    return createHmac('sha256', this.secret).update(`${mediaId} ${until}`).digest('base64url');
  }
}
