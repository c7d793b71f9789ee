import { Injectable } from '@nestjs/common';
import { currentActor } from '../../kernel/context';
import { notFound } from '../../kernel/problem';
import { AppDatabase, SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { rolesHolding } from '../roles/roles';
import { NoticesRepository } from './notices.repository';

/** What a member wants to be told by e-mail. Each decides for themselves, in each tenant. */
export interface WantedNotices {
  /** That a number cannot send; only those who may change numbers get any. */
  readonly holdMails: boolean;
}

@Injectable()
export class NoticesService {
  constructor(
    private readonly app: AppDatabase,
    private readonly system: SystemDatabase,
    private readonly notices: NoticesRepository,
  ) {}

  /** Of the caller. @throws Problem 404 */
  async get(): Promise<WantedNotices> {
    const wanted = await this.app.transaction((transaction) => this.notices.find(transaction, callerId()));
    if (wanted === null) throw notFound('membership');
    return wanted;
  }

  /** Of the caller. @throws Problem 404 */
  async change(wanted: WantedNotices): Promise<WantedNotices> {
    const changed = await this.system.transaction((transaction) =>
      this.notices.change(transaction, callerId(), wanted),
    );
    if (!changed) throw notFound('membership');
    return wanted;
  }

  /** The addresses of those who may put a number in order, and want to hear that it has to be. */
  wantingHoldMails(transaction: Transaction): Promise<string[]> {
    return this.notices.wantingHoldMails(transaction, rolesHolding('channels.manage'));
  }
}

function callerId(): string {
  const { id } = currentActor();
  if (id === null) throw notFound('membership');
  return id;
}
