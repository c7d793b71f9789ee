import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsBase64, IsUUID, Length } from 'class-validator';
import { IsName } from '../../platform/http/text-input';
import { UploadedSample } from './template-samples.service';

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
/** What is left of a request in base64, and a little room. */
const MOST_CHARACTERS = 1_000_000;

@ApiSchema({ name: 'UploadHeaderMedia' })
export class UploadHeaderMediaDto {
  @ApiProperty({ format: 'uuid', description: 'A number of the account that is to have it.' })
  @IsUUID()
  channelId: string;

  @ApiProperty({ example: 'shoes.png', maxLength: 200 })
  @IsName(200)
  fileName: string;

  @ApiProperty({
    example: PIXEL,
    maxLength: MOST_CHARACTERS,
    description:
      'The file in base64: JPEG, PNG, MP4 or PDF, at most 750 kB. It is a sample: what is sent may be larger.',
  })
  @Length(4, MOST_CHARACTERS)
  @IsBase64()
  content: string;
}

@ApiSchema({ name: 'HeaderMedia' })
export class HeaderMediaDto {
  @ApiProperty({ example: '4::aW1hZ2UvcG5n', description: 'Goes into example.header_handle of the header.' })
  handle: string;

  @ApiProperty({ example: 'image', description: 'Of which kind the header is: image, video, document.' })
  kind: string;

  @ApiProperty({ example: 'image/png' })
  mimeType: string;

  @ApiProperty({ type: 'integer' })
  byteSize: number;
}

export const toHeaderMediaDto = ({ handle, kind, mimeType, byteSize }: UploadedSample): HeaderMediaDto => ({
  handle,
  kind,
  mimeType,
  byteSize,
});
