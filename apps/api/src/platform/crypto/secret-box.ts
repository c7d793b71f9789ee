import { Injectable } from '@nestjs/common';
import { DataKeys } from './data-keys';
import { dataKeyIdOf, openWith, sealWith } from './sealing';
import { SecretPlace, UnreadableSecret } from './unreadable-secret';

export { SecretPlace, UnreadableSecret } from './unreadable-secret';

/**
 * Seals secrets with the data key of their tenant, which ENCRYPTION_KEY wraps. Best called before a transaction is
 * opened: a data key that is not known yet is read on a connection of its own.
 */
@Injectable()
export class SecretBox {
  constructor(private readonly dataKeys: DataKeys) {}

  /** @throws UnreadableSecret when the tenant's data key cannot be unwrapped, DatabaseAway */
  async seal(secret: string, place: SecretPlace): Promise<Buffer> {
    const found = await this.dataKeys.forSealing(place.tenantId);
    if (typeof found === 'string') throw new UnreadableSecret(found, place);
    return sealWith(found, secret, place);
  }

  /** @throws UnreadableSecret when the key is another one, a bit was changed or the place is another one; DatabaseAway */
  async open(sealed: Buffer, place: SecretPlace): Promise<string> {
    const id = dataKeyIdOf(sealed);
    if (id === null) throw new UnreadableSecret('malformed', place);
    const found = await this.dataKeys.find(id);
    if (typeof found === 'string') throw new UnreadableSecret(found, place);
    const secret = openWith(found, sealed, place);
    if (secret === null) throw new UnreadableSecret('tampered', place);
    return secret;
  }
}
