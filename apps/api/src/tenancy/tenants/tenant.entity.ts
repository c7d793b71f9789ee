import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A reply of which nobody knows whether it went out: sent once more, and perhaps twice, or never again. */
export const UNKNOWN_REPLIES = ['at_least_once', 'at_most_once'] as const;
export type UnknownReplies = (typeof UNKNOWN_REPLIES)[number];

@Entity('tenant')
export class Tenant {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  slug: string;

  @Column('text')
  name: string;

  @Column({ type: 'integer', insert: false })
  version: number;

  /** Of the IANA time zone database. */
  @Column({ type: 'text', name: 'time_zone', insert: false })
  timeZone: string;

  /** BCP 47. */
  @Column({ type: 'text', insert: false })
  language: string;

  @Column({ type: 'text', name: 'unknown_replies', insert: false })
  unknownReplies: UnknownReplies;

  @Column({ type: 'timestamptz', name: 'checklist_dismissed_at', insert: false, nullable: true })
  checklistDismissedAt: Date | null;

  /** The end of the audit trail: how many events it has (a bigint, so a string), and the hash of the last. */
  @Column({ type: 'bigint', name: 'audit_sequence', insert: false })
  auditSequence: string;

  @Column({ type: 'bytea', name: 'audit_hash', insert: false })
  auditHash: Buffer;

  @Column({ type: 'timestamptz', name: 'audit_verified_at', insert: false, nullable: true })
  auditVerifiedAt: Date | null;

  /** The sequence number of the first event that the chain does not hold for. */
  @Column({ type: 'bigint', name: 'audit_broken_at', insert: false, nullable: true })
  auditBrokenAt: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', insert: false })
  createdAt: Date;
}
