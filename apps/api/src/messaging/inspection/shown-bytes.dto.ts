import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'ShownBytes' })
export class ShownBytesDto {
  @ApiProperty({ type: String, nullable: true, description: 'Where the bytes are UTF-8.' })
  text: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Where they are not.' })
  base64: string | null;
}
