import { Injectable } from '@nestjs/common';
import { AppDatabase } from '../../platform/database/database';
import { Page, pageOf, PageQuery, placeOf } from '../../platform/http/page';
import { AuditFacts } from './audit-chain';
import { AuditEventsRepository, AuditFilter } from './audit-events.repository';

@Injectable()
export class AuditService {
  constructor(
    private readonly app: AppDatabase,
    private readonly events: AuditEventsRepository,
  ) {}

  /** Newest first. @throws Problem 400 for a cursor that we did not make */
  list(filter: AuditFilter, page: PageQuery): Promise<Page<AuditFacts>> {
    const after = placeOf(page);
    return this.app.transaction(async (transaction) =>
      pageOf(await this.events.list(transaction, filter, page.limit + 1, after), page.limit),
    );
  }
}
