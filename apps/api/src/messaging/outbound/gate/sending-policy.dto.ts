import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsString, Matches, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { SendingPolicy, StoredPolicy } from './sending-policy.repository';

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const MESSAGE = '$property must be a time of day like 22:00';

@ApiSchema({ name: 'QuietHours' })
export class QuietHoursDto {
  @ApiProperty({ example: '22:00', pattern: CLOCK.source })
  @Matches(CLOCK, { message: MESSAGE })
  from: string;

  @ApiProperty({ example: '08:00', pattern: CLOCK.source, description: 'Earlier than `from`: the next day.' })
  @Matches(CLOCK, { message: MESSAGE })
  to: string;

  @ApiProperty({
    type: String,
    nullable: true,
    maxLength: 64,
    example: 'America/Sao_Paulo',
    description: 'Of the IANA time zone database; null: that of the workspace.',
  })
  @ValidateIf((_, value) => value !== null)
  @IsString()
  @MaxLength(64)
  timeZone: string | null;
}

@ApiSchema({ name: 'MarketingLimit' })
export class MarketingLimitDto {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 100, example: 2 })
  @IsInt()
  @Min(1)
  @Max(100)
  messages: number;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 90, example: 7 })
  @IsInt()
  @Min(1)
  @Max(90)
  days: number;
}

@ApiSchema({ name: 'NewSendingPolicy' })
export class NewSendingPolicyDto {
  @ApiProperty({
    type: QuietHoursDto,
    nullable: true,
    description: 'When marketing rests; what is sent then waits for their end. Answers never wait for it.',
  })
  @ValidateIf((_, value) => value !== null)
  @ValidateNested()
  @Type(() => QuietHoursDto)
  quietHours: QuietHoursDto | null;

  @ApiProperty({
    type: MarketingLimitDto,
    nullable: true,
    description: 'How much marketing one person gets within so many days; more waits.',
  })
  @ValidateIf((_, value) => value !== null)
  @ValidateNested()
  @Type(() => MarketingLimitDto)
  marketingLimit: MarketingLimitDto | null;
}

@ApiSchema({ name: 'SendingPolicy' })
export class SendingPolicyDto extends NewSendingPolicyDto {
  @ApiProperty({ type: 'integer', description: 'Also the ETag; 0 while nobody has set anything.' })
  version: number;
}

export function toSendingPolicyDto({ quietHours, marketingLimit, version }: StoredPolicy): SendingPolicyDto {
  return {
    quietHours: quietHours && { ...quietHours, from: clockOf(quietHours.from), to: clockOf(quietHours.to) },
    marketingLimit,
    version,
  };
}

export function fromDto({ quietHours, marketingLimit }: NewSendingPolicyDto): SendingPolicy {
  return {
    quietHours: quietHours && {
      ...quietHours,
      from: minutesOf(quietHours.from),
      to: minutesOf(quietHours.to),
    },
    marketingLimit,
  };
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

const clockOf = (minutes: number): string =>
  `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
