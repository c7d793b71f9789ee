import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

@ApiSchema({ name: 'Notices' })
export class NoticesDto {
  @ApiProperty({
    description: 'A mail when a number cannot send, once each time; for those who may change numbers.',
  })
  @IsBoolean()
  holdMails: boolean;
}
