import { Injectable } from '@nestjs/common';
import { Environment } from '../../platform/config/environment';
import { hashOf, newToken } from '../../platform/crypto/opaque-token';
import { SetUpTokensRepository } from './set-up-tokens.repository';

/** Makes the link that creates the first account. Who can read the server's log or run its commands may have it. */
@Injectable()
export class SetUpLinks {
  constructor(
    private readonly environment: Environment,
    private readonly tokens: SetUpTokensRepository,
  ) {}

  /** Null when there was one before, or the set-up is done. */
  async makeFirst(): Promise<string | null> {
    const token = newToken();
    return (await this.tokens.insertFirst(hashOf(token))) ? this.linkWith(token) : null;
  }

  /** The one before is dead from now on. Null when the set-up is done. */
  async makeAnew(): Promise<string | null> {
    const token = newToken();
    return (await this.tokens.replace(hashOf(token))) ? this.linkWith(token) : null;
  }

  private linkWith(token: string): string {
    return `${new URL('/set-up', this.environment.PUBLIC_URL).href}#${token}`;
  }
}
