import { Secret, TOTP } from 'otpauth';

const PERIOD_MS = 30_000;

/** The app on somebody's phone. It never shows a code twice: each is good once. */
export class Authenticator {
  readonly #totp: TOTP;
  #step = 0;

  /** @param key as it is shown beside the QR code */
  constructor(key: string) {
    this.#totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(/\s/g, '')) });
  }

  /** The code of now, or the next one when that of now was shown before: a clock may be one step ahead. */
  code(): string {
    this.#step = Math.max(this.#step + 1, Math.floor(Date.now() / PERIOD_MS));
    return this.#totp.generate({ timestamp: this.#step * PERIOD_MS });
  }
}
