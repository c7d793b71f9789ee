import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Explanation, FAULTS } from '../kernel/explanations';

@ApiSchema({ name: 'ExplainedFailure' })
export class ExplainedFailureDto {
  @ApiProperty({ description: "The provider's code, or one of ours.", example: '131026' })
  code: string;

  @ApiProperty({ description: "The provider's own words, or ours." })
  reason: string;

  @ApiProperty({ description: 'What it means, in plain words.' })
  sentence: string;

  @ApiProperty({ enum: FAULTS, enumName: 'FailureFault', description: 'Who can do something about it.' })
  fault: (typeof FAULTS)[number];

  @ApiProperty({ description: 'What to do next.' })
  next: string;

  @ApiProperty({ type: String, nullable: true, description: 'Where the provider describes it.' })
  docsUrl: string | null;
}

export function toExplainedFailureDto(
  code: string,
  reason: string | null,
  { sentence, fault, next, docsUrl }: Explanation,
): ExplainedFailureDto {
  return { code, reason: reason ?? '', sentence, fault, next, docsUrl };
}
