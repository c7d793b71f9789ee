import { Injectable } from '@nestjs/common';
import { TenantProviders } from './tenant-providers';

/** Nobody waits longer to connect a number than this for what is only good to know. */
const WITHIN_MS = 3_000;

@Injectable()
export class TokenExpiry {
  constructor(private readonly providers: TenantProviders) {}

  /** Until when the provider takes that token; null: without an end, or nobody says so in time. Never throws. */
  of(name: string, accessToken: string): Promise<Date | null> {
    const provider = this.providers.named(name);
    if (provider === undefined) return Promise.resolve(null);
    return Promise.race([provider.connection.expiryOf(accessToken), nothingIn(WITHIN_MS)]);
  }
}

function nothingIn(ms: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), ms).unref();
  });
}
