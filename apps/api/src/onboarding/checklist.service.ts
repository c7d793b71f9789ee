import { Injectable } from '@nestjs/common';
import { AppDatabase } from '../platform/database/database';
import { Checklist, checklistOf } from './checklist';
import { ChecklistRepository } from './checklist.repository';

@Injectable()
export class ChecklistService {
  constructor(
    private readonly app: AppDatabase,
    private readonly checklists: ChecklistRepository,
  ) {}

  async get(): Promise<Checklist> {
    return checklistOf(await this.app.transaction((transaction) => this.checklists.progress(transaction)));
  }

  dismiss(): Promise<void> {
    return this.app.transaction((transaction) => this.checklists.dismiss(transaction));
  }
}
