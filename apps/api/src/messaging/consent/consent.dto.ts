import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { Consent, CONSENTS, Topic } from './consent';
import { CONSENT_SOURCES, ConsentSource } from './consent.repository';
import { ContactConsent } from './consent.service';

const MEANING =
  'given: also where nobody has said anything. marketing_opt_out: no marketing. stopped: nothing that you begin; answers within 24 hours and one-time codes still go out.';

@ApiSchema({ name: 'ConsentWord' })
class ConsentWordDto {
  @ApiProperty({ enum: ['all', 'marketing'], description: 'What it is about.' })
  topic: Topic;

  @ApiProperty()
  allowed: boolean;

  @ApiProperty({
    enum: CONSENT_SOURCES,
    description:
      'word: they wrote a stop or start word. preference: they chose it at the provider. refusal: the provider refused a message for it. member: somebody here. merge: of two contacts that are one, one had refused.',
  })
  source: ConsentSource;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'What they wrote, or what was refused.',
  })
  messageId: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Which member.' })
  setByName: string | null;

  @ApiProperty({ format: 'date-time' })
  occurredAt: string;
}

@ApiSchema({ name: 'ContactConsent' })
export class ContactConsentDto {
  @ApiProperty({ format: 'uuid', description: 'Of a contact that was merged into another, the other.' })
  contactId: string;

  @ApiProperty({ enum: CONSENTS, enumName: 'Consent', description: MEANING })
  consent: Consent;

  @ApiProperty({ type: [ConsentWordDto], description: 'What was said, newest first; at most 50.' })
  history: ConsentWordDto[];
}

@ApiSchema({ name: 'SetContactConsent' })
export class SetContactConsentDto {
  @ApiProperty({ enum: CONSENTS, enumName: 'Consent', description: MEANING })
  @IsIn(CONSENTS)
  consent: Consent;
}

export function toContactConsentDto({ contactId, consent, history }: ContactConsent): ContactConsentDto {
  return {
    contactId,
    consent,
    history: history.map(({ occurredAt, ...word }) => ({ ...word, occurredAt: occurredAt.toISOString() })),
  };
}
