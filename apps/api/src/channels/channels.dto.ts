import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

@ApiSchema({ name: 'Channel' })
export class ChannelDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'Support' })
  name: string;

  @ApiProperty({ example: 'whatsapp' })
  provider: string;

  @ApiProperty({ example: '+15550100042' })
  displayPhoneNumber: string;

  @ApiProperty({ description: 'Every received message is answered with an echo.' })
  echoEnabled: boolean;
}

@ApiSchema({ name: 'ChannelList' })
export class ChannelListDto {
  @ApiProperty({ type: [ChannelDto] })
  data: ChannelDto[];
}

@ApiSchema({ name: 'UpdateChannel' })
export class UpdateChannelDto {
  @ApiProperty()
  @IsBoolean()
  echoEnabled: boolean;
}
