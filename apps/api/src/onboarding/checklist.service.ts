import { Injectable } from '@nestjs/common';
import { AppDatabase } from '../platform/database/database';
import { AuditTrail } from '../tenancy';
import { Checklist, checklistOf } from './checklist';
import { ChecklistRepository } from './checklist.repository';

@Injectable()
export class ChecklistService {
  constructor(
    private readonly app: AppDatabase,
    private readonly checklists: ChecklistRepository,
    private readonly audit: AuditTrail,
  ) {}

  async get(): Promise<Checklist> {
    return checklistOf(await this.app.transaction((transaction) => this.checklists.progress(transaction)));
  }

  dismiss(): Promise<void> {
    return this.app.transaction(async (transaction) => {
      if (!(await this.checklists.dismiss(transaction))) return;
      await this.audit.record(transaction, { action: 'checklist.dismissed', target: { kind: 'checklist' } });
    });
  }
}
