import { Injectable } from '@nestjs/common';
import { AppDatabase } from '../../platform/database/database';
import { Page, pageOf, PageQuery, placeOf } from '../../platform/http/page';
import { AccountEventFilter, AccountEventRow, AccountEventsRepository } from './account-events.repository';

@Injectable()
export class AccountEventsService {
  constructor(
    private readonly database: AppDatabase,
    private readonly events: AccountEventsRepository,
  ) {}

  /** Newest first. */
  list(filter: AccountEventFilter, query: PageQuery): Promise<Page<AccountEventRow>> {
    const after = placeOf(query);
    return this.database.reading(async (transaction) =>
      pageOf(await this.events.list(transaction, filter, query.limit + 1, after), query.limit),
    );
  }
}
