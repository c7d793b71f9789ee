import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { CHANNEL_NEWS_KINDS, type ChannelNewsKind } from '../provider/channel-news';
import { TimedNews } from './told';

@ApiSchema({ name: 'ChannelNewsItem' })
export class ChannelNewsItemDto {
  @ApiProperty({ enum: CHANNEL_NEWS_KINDS, enumName: 'ChannelNewsKind' })
  kind: ChannelNewsKind;

  @ApiProperty({ format: 'date-time', description: "By the provider's clock." })
  at: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'TIER_2K',
    description:
      'In the words of the provider: the limit, the name, the day of a ban, the sort of a restriction, what an alert says.',
  })
  detail: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why a name was declined, or the sort of an alert: in the words of the provider.',
  })
  reason: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it ends by itself.',
  })
  until: string | null;

  @ApiProperty({ description: 'It concerns all numbers of the account.' })
  wholeAccount: boolean;
}

@ApiSchema({ name: 'ChannelNews' })
export class ChannelNewsDto {
  @ApiProperty({
    type: [ChannelNewsItemDto],
    description: 'What counts now, what keeps the number from sending first.',
  })
  inForce: ChannelNewsItemDto[];

  @ApiProperty({ type: [ChannelNewsItemDto], description: 'What has happened, newest first; the last 50.' })
  history: ChannelNewsItemDto[];
}

export function toNewsItemDto({
  kind,
  at,
  detail,
  reason,
  until,
  wholeAccount,
}: TimedNews): ChannelNewsItemDto {
  return {
    kind,
    at: at.toISOString(),
    detail,
    reason,
    until: until?.toISOString() ?? null,
    wholeAccount,
  };
}
