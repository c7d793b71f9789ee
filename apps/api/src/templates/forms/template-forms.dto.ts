import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { ShownTemplate, TemplateFilling, TemplateFinding } from '../../channels';
import { StoredTemplateFormDto, TemplateFormDto } from './template-form.dto';
import { FormPreview, MessagePreview } from './template-forms.service';

const FORM = {
  name: 'order_shipped',
  language: 'en_US',
  category: 'utility',
  components: [{ type: 'BODY', text: 'Your order is on its way.' }],
};

@ApiSchema({ name: 'LintTemplate' })
export class LintTemplateDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: FORM,
    description: 'A form as in TemplateForm, however wrong: what cannot be read is a finding.',
  })
  @IsObject()
  form: Record<string, unknown>;
}

@ApiSchema({ name: 'TemplateFix' })
class TemplateFixDto {
  @ApiProperty({ example: 'Shorten the name' })
  label: string;

  @ApiProperty({ type: StoredTemplateFormDto, description: 'The whole form without this fault.' })
  form: StoredTemplateFormDto;
}

@ApiSchema({ name: 'TemplateFinding' })
class TemplateFindingDto {
  @ApiProperty({ example: 'body.too_long', description: 'docs/template-rules.md has all of them.' })
  rule: string;

  @ApiProperty({ enum: ['error', 'warning'], description: 'error: it is certain to be refused.' })
  severity: 'error' | 'warning';

  @ApiProperty({ example: '/components/1/text', description: 'A JSON pointer into the form.' })
  pointer: string;

  @ApiProperty()
  message: string;

  @ApiProperty({ type: TemplateFixDto, nullable: true, description: 'Null where a person has to decide.' })
  fix: TemplateFixDto | null;
}

@ApiSchema({ name: 'TemplateFindings' })
export class TemplateFindingsDto {
  @ApiProperty({ type: [TemplateFindingDto] })
  data: TemplateFindingDto[];
}

const VALUES = {
  type: 'object',
  additionalProperties: true,
  example: { 'body.1': '{{contact.first_name}}' },
  description:
    'By the keys of the variables. {{contact.name}}, first_name, last_name, phone and username stand for those of the contact.',
} as const;

@ApiSchema({ name: 'PreviewValues' })
export class PreviewValuesDto {
  @ApiPropertyOptional(VALUES)
  @IsOptional()
  @IsObject()
  values?: Record<string, unknown>;

  @ApiPropertyOptional({ format: 'uuid', description: 'Shows what this contact would see.' })
  @IsOptional()
  @IsUUID()
  contactId?: string;
}

@ApiSchema({ name: 'PreviewTemplate' })
export class PreviewTemplateDto extends PreviewValuesDto {
  @ApiProperty({ type: TemplateFormDto })
  @IsObject()
  @ValidateNested()
  @Type(() => TemplateFormDto)
  form: TemplateFormDto;
}

@ApiSchema({ name: 'TemplateVariable' })
class TemplateVariableDto {
  @ApiProperty({ example: 'body.1' })
  key: string;

  @ApiProperty({
    example: 'text',
    description: 'What it takes: text, image, url, code, payload, ... An open list.',
  })
  kind: string;

  @ApiProperty({ type: String, nullable: true, example: '1' })
  label: string | null;

  @ApiProperty({ type: String, nullable: true })
  sample: string | null;

  @ApiProperty()
  isRequired: boolean;
}

@ApiSchema({ name: 'PreviewRun', description: 'A piece of text that looks the same throughout.' })
class PreviewRunDto {
  @ApiProperty()
  text: string;

  @ApiProperty({ type: String, nullable: true, description: 'The key of the variable that it came from.' })
  variable: string | null;

  @ApiProperty()
  isBold: boolean;

  @ApiProperty()
  isItalic: boolean;

  @ApiProperty()
  isStruck: boolean;

  @ApiProperty()
  isMono: boolean;
}

@ApiSchema({ name: 'PreviewHeader' })
class PreviewHeaderDto {
  @ApiProperty({ example: 'image', description: 'text, image, video, document, gif, location, product.' })
  kind: string;

  @ApiProperty({ type: [PreviewRunDto], nullable: true, description: 'Of a text.' })
  text: readonly PreviewRunDto[] | null;

  @ApiProperty({
    nullable: true,
    type: 'object',
    additionalProperties: true,
    description: 'What it is filled with; any JSON.',
  })
  value: unknown;
}

@ApiSchema({ name: 'PreviewButton' })
class PreviewButtonDto {
  @ApiProperty({ example: 'URL' })
  kind: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null where the phone writes one of its own.' })
  label: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The address, number or code behind it.' })
  target: string | null;
}

@ApiSchema({ name: 'PreviewOffer' })
class PreviewOfferDto {
  @ApiProperty()
  text: string;

  @ApiProperty({ type: Number, nullable: true, description: 'In milliseconds since 1970.' })
  endsAt: number | null;
}

@ApiSchema({ name: 'PreviewCard' })
class PreviewCardDto {
  @ApiProperty({ type: PreviewHeaderDto, nullable: true })
  header: PreviewHeaderDto | null;

  @ApiProperty({ type: [PreviewRunDto] })
  body: readonly PreviewRunDto[];

  @ApiProperty({ type: [PreviewButtonDto] })
  buttons: readonly PreviewButtonDto[];
}

@ApiSchema({ name: 'TemplatePreview' })
export class TemplatePreviewDto extends PreviewCardDto {
  @ApiProperty({ type: PreviewOfferDto, nullable: true })
  offer: PreviewOfferDto | null;

  @ApiProperty({ type: String, nullable: true })
  footer: string | null;

  @ApiProperty({ type: [PreviewCardDto] })
  cards: readonly PreviewCardDto[];

  @ApiProperty({ type: [TemplateVariableDto] })
  variables: readonly TemplateVariableDto[];

  @ApiProperty({
    ...VALUES,
    description: 'What the variables were filled with; the others show their samples.',
  })
  values: TemplateFilling;
}

@ApiSchema({ name: 'TemplateMessageFault' })
class TemplateMessageFaultDto {
  @ApiProperty({ example: 'body.1', description: 'The key of the variable, or what follows from there.' })
  key: string;

  @ApiProperty({ example: 'missing' })
  code: string;

  @ApiProperty({ example: 'is missing' })
  message: string;
}

@ApiSchema({ name: 'TemplateMessage' })
export class TemplateMessageDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: { name: 'order_shipped', language: { code: 'en_US' } },
    description: 'The body of a message of the type template; null where a value is missing or wrong.',
  })
  body: Readonly<Record<string, unknown>> | null;

  @ApiProperty({ type: [TemplateMessageFaultDto], description: 'What is missing or wrong.' })
  faults: readonly TemplateMessageFaultDto[];

  @ApiProperty({ type: String, nullable: true, description: 'What a person reads of it.' })
  words: string | null;

  @ApiProperty({ type: TemplatePreviewDto })
  preview: TemplatePreviewDto;
}

export const toFindingsDto = (findings: readonly TemplateFinding[]): TemplateFindingsDto => ({
  data: findings.map(({ path, ...finding }) => ({
    ...finding,
    pointer: path.map((step) => `/${step}`).join(''),
  })),
});

export function toPreviewDto({ shown, variables, values }: FormPreview): TemplatePreviewDto {
  const { header, offer, body, footer, buttons, cards }: ShownTemplate = shown;
  return { header, offer, body, footer, buttons, cards, variables, values };
}

export const toMessageDto = ({ message, ...preview }: MessagePreview): TemplateMessageDto => ({
  ...message,
  preview: toPreviewDto(preview),
});
