import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { type Step, STEPS } from './checklist';

@ApiSchema({ name: 'ChecklistStep' })
class ChecklistStepDto {
  @ApiProperty({
    enum: STEPS,
    description:
      '`talk`: a message was received. `connect`: a real number is connected. `invite`: someone else was asked in.',
  })
  name: Step;

  @ApiProperty()
  done: boolean;
}

@ApiSchema({ name: 'Checklist' })
export class ChecklistDto {
  @ApiProperty({ description: 'Somebody of the tenant has put it away.' })
  dismissed: boolean;

  @ApiProperty({ type: [ChecklistStepDto], description: 'In the order in which to take them.' })
  steps: ChecklistStepDto[];
}
