import { Module } from '@nestjs/common';
import { ChecklistController } from './checklist.controller';
import { ChecklistRepository } from './checklist.repository';
import { ChecklistService } from './checklist.service';

@Module({
  controllers: [ChecklistController],
  providers: [ChecklistService, ChecklistRepository],
})
export class OnboardingModule {}
