import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { ContactDetails } from './contact-details.repository';
import { NAME_SOURCES, NameSource } from './contact-name';

const MERGE_REASONS = ['linked', 'same_identity', 'member'] as const;

@ApiSchema({ name: 'ContactIdentity' })
class ContactIdentityDto {
  @ApiProperty({ description: 'phone, bsuid, parent_bsuid, group. An open list.', example: 'phone' })
  kind: string;

  @ApiProperty({ description: 'Of a phone number the digits.', example: '5511987654321' })
  value: string;

  @ApiProperty({ format: 'date-time', description: 'The earliest that we know of.' })
  validFrom: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Null: it is theirs now.' })
  validTo: string | null;
}

@ApiSchema({ name: 'ContactPreference' })
class ContactPreferenceDto {
  @ApiProperty({ format: 'uuid' })
  channelId: string;

  @ApiProperty({ example: 'marketing_messages' })
  category: string;

  @ApiProperty({ example: 'stop' })
  value: string;

  @ApiProperty({ type: String, nullable: true })
  detail: string | null;

  @ApiProperty({ format: 'date-time' })
  occurredAt: string;
}

@ApiSchema({ name: 'ContactMerge' })
class ContactMergeDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  fromContactId: string;

  @ApiProperty({ example: 'Ana Souza' })
  fromName: string;

  @ApiProperty({
    enum: MERGE_REASONS,
    description:
      'linked: WhatsApp said so. same_identity: they turned out to have one. member: a member did it.',
  })
  reason: (typeof MERGE_REASONS)[number];

  @ApiProperty({ format: 'date-time' })
  mergedAt: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: it merged by itself.' })
  mergedByName: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  undoneAt: string | null;
}

@ApiSchema({ name: 'Contact' })
export class ContactDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'Ana Souza' })
  name: string;

  @ApiProperty({
    enum: NAME_SOURCES,
    description: 'Who says so; identity: nobody, it is their number or their id.',
  })
  nameSource: NameSource;

  @ApiProperty({ type: String, nullable: true, description: 'May change at any time.' })
  username: string | null;

  @ApiProperty({ type: [ContactIdentityDto], description: 'Those of now first.' })
  identities: ContactIdentityDto[];

  @ApiProperty({ type: [ContactPreferenceDto] })
  preferences: ContactPreferenceDto[];

  @ApiProperty({
    type: [ContactMergeDto],
    description: 'Contacts that were merged into this one, newest first.',
  })
  merges: ContactMergeDto[];
}

@ApiSchema({ name: 'MergeContacts' })
export class MergeContactsDto {
  @ApiProperty({ format: 'uuid', description: 'Who is the same person, and is merged away.' })
  @IsUUID()
  fromContactId: string;
}

const isoOf = (time: string): string => new Date(time).toISOString();

const isoOrNull = (time: string | null): string | null => (time === null ? null : isoOf(time));

export function toContactDto({ identities, preferences, merges, ...contact }: ContactDetails): ContactDto {
  return {
    ...contact,
    identities: identities.map(({ validFrom, validTo, ...identity }) => ({
      ...identity,
      validFrom: isoOf(validFrom),
      validTo: isoOrNull(validTo),
    })),
    preferences: preferences.map(({ occurredAt, ...one }) => ({ ...one, occurredAt: isoOf(occurredAt) })),
    merges: merges.map(({ mergedAt, undoneAt, ...merge }) => ({
      ...merge,
      mergedAt: isoOf(mergedAt),
      undoneAt: isoOrNull(undoneAt),
    })),
  };
}
