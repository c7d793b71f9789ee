import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsObject, IsOptional, Matches, Max, Min } from 'class-validator';
import { ParameterFormat, TemplateForm, TemplatePurpose } from '../../channels';

export const PURPOSES: readonly TemplatePurpose[] = ['marketing', 'utility', 'authentication'];
export const FORMATS: readonly ParameterFormat[] = ['positional', 'named'];
export const NAME = /^[^\p{C}]{1,512}$/u;
export const LANGUAGE = /^[A-Za-z]{2,3}([_-][A-Za-z]{2,4})?$/;
const MOST_COMPONENTS = 50;
const TTL_LIMITS = [-1, 2_592_000] as const;

const COMPONENTS = [
  {
    type: 'BODY',
    text: 'Your order {{1}} has been shipped.',
    example: { body_text: [['AB-1234']] },
  },
];

/** The words of a template: everything but where it belongs. */
@ApiSchema({ name: 'TemplateWords' })
export class TemplateWordsDto {
  @ApiProperty({ enum: PURPOSES, enumName: 'TemplateCategory' })
  @IsIn(PURPOSES)
  category: TemplatePurpose;

  @ApiPropertyOptional({
    enum: FORMATS,
    enumName: 'TemplateParameterFormat',
    default: 'positional',
    description: 'Variables are {{1}}, or have names: {{first_name}}.',
  })
  @IsOptional()
  @IsIn(FORMATS)
  parameterFormat?: ParameterFormat;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    example: null,
    description:
      'For how long a message is tried to be delivered; -1 is 30 days, null as long as WhatsApp does.',
  })
  @IsOptional()
  @IsInt()
  @Min(TTL_LIMITS[0])
  @Max(TTL_LIMITS[1])
  ttlSeconds?: number | null;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    maxItems: MOST_COMPONENTS,
    example: COMPONENTS,
    description:
      "Header, body, footer, buttons, cards: in WhatsApp's own shape. docs/template-rules.md has the rules.",
  })
  @IsArray()
  @ArrayMaxSize(MOST_COMPONENTS)
  @IsObject({ each: true })
  components: Record<string, unknown>[];
}

/** A template as somebody writes it; what is wrong with it is for the rules to say. */
@ApiSchema({ name: 'TemplateForm' })
export class TemplateFormDto extends TemplateWordsDto {
  @ApiProperty({
    example: 'order_shipped',
    maxLength: 512,
    description: 'Small letters, digits and underscores.',
  })
  @Matches(NAME, { message: 'name must be 1 to 512 characters in one line' })
  name: string;

  @ApiProperty({ example: 'en_US', description: 'As WhatsApp names it.' })
  @Matches(LANGUAGE, { message: 'language must be one such as en or en_US' })
  language: string;
}

/** As WhatsApp writes it, however people do. */
export const languageOf = (language: string): string => language.replaceAll('-', '_');

export function toForm(dto: TemplateFormDto): TemplateForm {
  const { name, language, category, parameterFormat = 'positional', ttlSeconds = null, components } = dto;
  return { name, language: languageOf(language), category, parameterFormat, ttlSeconds, components };
}

/** The form of an answer, where null is a value. */
@ApiSchema({ name: 'StoredTemplateForm' })
export class StoredTemplateFormDto {
  @ApiProperty({ example: 'order_shipped' })
  name: string;

  @ApiProperty({ example: 'en_US' })
  language: string;

  @ApiProperty({ enum: PURPOSES, enumName: 'TemplateCategory' })
  category: TemplatePurpose;

  @ApiProperty({ enum: FORMATS, enumName: 'TemplateParameterFormat' })
  parameterFormat: ParameterFormat;

  @ApiProperty({ type: Number, nullable: true })
  ttlSeconds: number | null;

  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  components: readonly unknown[];
}
