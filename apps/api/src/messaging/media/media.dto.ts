import { ApiProperty, ApiSchema } from '@nestjs/swagger';

export const MEDIA_STATES = ['waiting', 'fetching', 'stored', 'failed'] as const;
export type MediaState = (typeof MEDIA_STATES)[number];

/** A file of a message, as its row says. */
export interface MediaRow {
  readonly id: string;
  readonly messageId: string;
  readonly kind: string;
  readonly state: MediaState;
  readonly declaredMimeType: string | null;
  readonly mimeType: string | null;
  /** bigint: a decimal number. */
  readonly byteSize: string | null;
  readonly fileName: string | null;
  readonly failureCode: string | null;
  readonly failureReason: string | null;
}

@ApiSchema({ name: 'MediaFailure' })
class MediaFailureDto {
  @ApiProperty({ example: 'checksum_mismatch', description: 'media_gone: it will never come. An open list.' })
  code: string;

  @ApiProperty({ example: 'The file did not arrive whole.' })
  reason: string;
}

@ApiSchema({ name: 'Media' })
export class MediaDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({
    description: 'image, video, audio, voice, document, sticker. An open list.',
    example: 'image',
  })
  kind: string;

  @ApiProperty({
    enum: MEDIA_STATES,
    enumName: 'MediaState',
    description: 'Only what is stored can be got. What waits is fetched by itself.',
  })
  state: MediaState;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'image/jpeg',
    description: 'Of what is stored: as its bytes say; before: as the sender says.',
  })
  mimeType: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Bytes, of what is stored.' })
  byteSize: number | null;

  @ApiProperty({ type: String, nullable: true, example: 'invoice.pdf' })
  fileName: string | null;

  @ApiProperty({ type: MediaFailureDto, nullable: true, description: 'Why it failed, or has not come yet.' })
  failure: MediaFailureDto | null;
}

export function toMediaDto(row: MediaRow): MediaDto {
  const { failureCode: code, failureReason } = row;
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    mimeType: row.state === 'stored' ? row.mimeType : row.declaredMimeType,
    byteSize: row.byteSize === null ? null : Number(row.byteSize),
    fileName: row.fileName,
    failure: row.state === 'stored' || code === null ? null : { code, reason: failureReason ?? '' },
  };
}
