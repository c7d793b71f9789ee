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

  /** The data key that the token needs; PostgreSQL reads it from the sealed bytes. */
  @Column({
    type: 'uuid',
    name: 'access_token_key',
    select: false,
    insert: false,
    update: false,
    nullable: true,
  })
  accessTokenKey?: string;

  @Column('text', { name: 'access_token_last_four', nullable: true })
  accessTokenLastFour: string | null;

  /** The first 16 hexadecimal digits of the token's SHA-256. */
  @Column('text', { name: 'access_token_fingerprint', nullable: true })
  accessTokenFingerprint: string | null;

  @Column('timestamptz', { name: 'access_token_set_at', nullable: true })
  accessTokenSetAt: Date | null;

  /** Null: it does not end, or the provider did not say. */
  @Column('timestamptz', { name: 'access_token_expires_at', nullable: true })
  accessTokenExpiresAt: Date | null;

  @Column('boolean', { name: 'echo_enabled' })
  echoEnabled: boolean;

  /** Our simulator plays the provider for it. */
  @Column('boolean')
  simulated: boolean;

  /** What the provider lets it send and receive in a second. */
  @Column({ type: 'smallint', name: 'messages_per_second', insert: false })
  messagesPerSecond: number;

  /** Why it may not send now, and until when nothing is tried; what waits, waits. Null where it may. */
  @Column({ type: 'text', name: 'held_code', insert: false, nullable: true })
  heldCode: string | null;

  @Column({ type: 'text', name: 'held_reason', insert: false, nullable: true })
  heldReason: string | null;

  @Column({ type: 'timestamptz', name: 'held_until', insert: false, nullable: true })
  heldUntil: Date | null;

  @Column({ type: 'timestamptz', name: 'held_since', insert: false, nullable: true })
  heldSince: Date | null;

  /** When people are to be told that it is held; null: they were, or there is nothing that they could do. */
  @Column({ type: 'timestamptz', name: 'hold_notice_at', insert: false, nullable: true })
  holdNoticeAt: Date | null;

  /** When they were last told of a hold; null since the token was replaced. */
  @Column({ type: 'timestamptz', name: 'hold_told_at', insert: false, nullable: true })
  holdToldAt: Date | null;

  /** Since when its address is not the tenant's any more; what was said there stays. */
  @Column({ type: 'timestamptz', name: 'disconnected_at', insert: false, nullable: true })
  disconnectedAt: Date | null;

  @Column('integer')
  version: number;

  @Column({ type: 'timestamptz', name: 'created_at', insert: false })
  createdAt: Date;
}
