import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A tenant's connected address on a provider. `externalId` is the provider's name for it (WhatsApp: phone number id). */
@Entity('channel')
export class Channel {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  provider: string;

  /** The provider's account above the address (WhatsApp: WABA id). */
  @Column('text', { name: 'account_id' })
  accountId: string;

  @Column('text', { name: 'external_id' })
  externalId: string;

  @Column('text')
  name: string;

  /** What people write to, as people read it: +15550100042. */
  @Column('text')
  address: string;

  /** Sealed by SecretBox; never selected unless asked for by name. */
  @Column('bytea', { name: 'access_token', select: false })
  accessToken: Buffer;

  @Column('boolean', { name: 'echo_enabled' })
  echoEnabled: boolean;

  @Column({ type: 'timestamptz', name: 'created_at', insert: false })
  createdAt: Date;
}
