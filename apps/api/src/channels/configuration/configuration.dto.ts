import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { FindingDto, toFindingDto } from '../doctor/finding.dto';
import { type ChannelCapabilities, type ConfigurationFault } from '../provider/channel-provider';
import { ConfigurationCheck } from './configuration.service';

const MAX_VALUE = 4_000;

const Given = (): PropertyDecorator => (target, key) => {
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))(
    target,
    key,
  );
  IsOptional()(target, key);
  IsString()(target, key);
  MaxLength(MAX_VALUE)(target, key);
};

@ApiSchema({ name: 'ChannelOperation' })
class ChannelOperationDto {
  @ApiProperty({ example: 'send_message' })
  id: string;

  @ApiProperty({ example: 'Send a message' })
  name: string;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 4,
    description: '1 reads, 2 writes, 3 changes what others see, 4 can stop a number.',
  })
  complexity: number;
}

@ApiSchema({ name: 'ChannelLimits' })
class ChannelLimitsDto {
  @ApiProperty({ example: 80 })
  messagesPerSecond: number;

  @ApiProperty({ example: 6, description: 'On average.' })
  secondsBetweenMessagesToOnePerson: number;

  @ApiProperty({ example: 5000, description: 'Calls that are no messages, for one account.' })
  managementCallsPerHour: number;
}

@ApiSchema({ name: 'ChannelCapabilities' })
class ChannelCapabilitiesDto {
  @ApiProperty({ example: 'whatsapp' })
  provider: string;

  @ApiProperty({ type: [ChannelOperationDto] })
  operations: ChannelOperationDto[];

  @ApiProperty({ type: [String], example: ['accessToken', 'phoneNumberId'] })
  requiredParameters: string[];

  @ApiProperty({ type: [String] })
  optionalParameters: string[];

  @ApiProperty({ type: ChannelLimitsDto })
  limits: ChannelLimitsDto;

  @ApiProperty()
  supportsWebhooks: boolean;
}

@ApiSchema({ name: 'ChannelCapabilitiesList' })
export class ChannelCapabilitiesListDto {
  @ApiProperty({ type: [ChannelCapabilitiesDto] })
  data: ChannelCapabilitiesDto[];
}

@ApiSchema({
  name: 'ValidateChannel',
  description: 'What is left out is a fault of the answer, not of the request.',
})
export class ValidateChannelDto {
  @ApiPropertyOptional({ default: 'whatsapp' })
  @IsOptional()
  @IsString()
  @Length(1, 40)
  provider?: string;

  @ApiPropertyOptional({ type: String, writeOnly: true, maxLength: MAX_VALUE })
  @Given()
  accessToken?: string;

  @ApiPropertyOptional({ type: String, example: '106540352242922', maxLength: MAX_VALUE })
  @Given()
  phoneNumberId?: string;

  @ApiPropertyOptional({ type: String, example: '102290129340398', maxLength: MAX_VALUE })
  @Given()
  wabaId?: string;

  @ApiPropertyOptional({ type: String, writeOnly: true, maxLength: MAX_VALUE })
  @Given()
  appSecret?: string;

  @ApiPropertyOptional({ type: String, writeOnly: true, maxLength: MAX_VALUE })
  @Given()
  verifyToken?: string;
}

@ApiSchema({ name: 'ConfigurationFault' })
class ConfigurationFaultDto {
  @ApiProperty({ example: 'accessToken' })
  field: string;

  @ApiProperty({ example: 'missing', description: 'missing, malformed, recommended: an open list.' })
  code: string;

  @ApiProperty()
  message: string;
}

@ApiSchema({ name: 'ConfigurationCheck' })
export class ConfigurationCheckDto {
  @ApiProperty({ description: 'There is no error, and the provider found no fault.' })
  isValid: boolean;

  @ApiProperty({ type: [ConfigurationFaultDto] })
  errors: ConfigurationFaultDto[];

  @ApiProperty({ type: [ConfigurationFaultDto] })
  warnings: ConfigurationFaultDto[];

  @ApiProperty({ type: [String], example: ['accessToken'] })
  missingRequired: string[];

  @ApiProperty({
    type: [FindingDto],
    description: 'What the provider says of the values. While there is an error, it is not asked.',
  })
  findings: FindingDto[];
}

export function toConfigurationCheckDto(check: ConfigurationCheck): ConfigurationCheckDto {
  return {
    isValid: check.isValid,
    errors: check.errors.map(toFaultDto),
    warnings: check.warnings.map(toFaultDto),
    missingRequired: [...check.missingRequired],
    findings: check.findings.map(toFindingDto),
  };
}

export function toCapabilitiesDto(capabilities: ChannelCapabilities): ChannelCapabilitiesDto {
  const { operations, requiredParameters, optionalParameters, limits } = capabilities;
  return {
    ...capabilities,
    operations: operations.map((operation) => ({ ...operation })),
    requiredParameters: [...requiredParameters],
    optionalParameters: [...optionalParameters],
    limits: { ...limits },
  };
}

const toFaultDto = ({ field, code, message }: ConfigurationFault): ConfigurationFaultDto => ({
  field,
  code,
  message,
});
