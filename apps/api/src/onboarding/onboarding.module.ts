import { Module } from '@nestjs/common';
import { TenancyModule } from '../tenancy';
import { ChecklistController } from './checklist.controller';
import { ChecklistRepository } from './checklist.repository';
import { ChecklistService } from './checklist.service';

@Module({
  imports: [TenancyModule],
  controllers: [ChecklistController],
  providers: [ChecklistService, ChecklistRepository],
})
export class OnboardingModule {}
