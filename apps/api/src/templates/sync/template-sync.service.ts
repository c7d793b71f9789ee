import { Injectable } from '@nestjs/common';
import { problemOf, ProvidedTemplate } from '../../channels';
import { currentTenant } from '../../kernel/context';
import { Problem } from '../../kernel/problem';
import { AppDatabase } from '../../platform/database/database';
import { afterCommit } from '../../platform/database/transaction';
import { Realtime } from '../../platform/realtime/realtime';
import { ProvidedTemplatesRepository } from './provided-templates.repository';
import { reconcile } from './reconcile';
import { TemplateAccounts } from '../template-accounts';
import { TemplateHistoryRepository } from '../history/template-history.repository';
import { TemplateSync, TemplateSyncsRepository } from './template-syncs.repository';
import { TemplateAccount } from '../templates.repository';

export interface SyncedAccount extends TemplateAccount {
  /** How many the provider has. */
  readonly templates: number;
  readonly added: number;
  readonly changed: number;
  readonly syncedAt: Date;
}

export interface UnsyncedAccount extends TemplateAccount {
  readonly trouble: { readonly code: string; readonly reason: string };
}

/** Most changes that are told one by one; beyond, whoever looks fetches again sooner or later anyway. */
const MOST_TOLD = 200;

/** Asks providers for all templates of an account, and has what we know follow. */
@Injectable()
export class TemplateSyncService {
  constructor(
    private readonly app: AppDatabase,
    private readonly provided: ProvidedTemplatesRepository,
    private readonly accounts: TemplateAccounts,
    private readonly syncs: TemplateSyncsRepository,
    private readonly history: TemplateHistoryRepository,
    private readonly realtime: Realtime,
  ) {}

  /**
   * All accounts of the tenant, or that of one channel. One that cannot be asked keeps the others from nothing.
   * @throws Problem 404; what the provider said, where none could be asked
   */
  async syncNow(channelId: string | undefined): Promise<readonly (SyncedAccount | UnsyncedAccount)[]> {
    const accounts =
      channelId === undefined ? await this.accounts.all() : [await this.accounts.ofChannel(channelId)];
    const results: (SyncedAccount | UnsyncedAccount)[] = [];
    const problems: Problem[] = [];
    for (const account of accounts) {
      try {
        results.push(await this.sync(account));
      } catch (error) {
        const problem = await this.noted(account, error);
        problems.push(problem);
        results.push({ ...account, trouble: { code: problem.code, reason: reasonIn(problem) } });
      }
    }
    const [first] = problems;
    if (first !== undefined && problems.length === accounts.length) throw first;
    return results;
  }

  /** When each account was last asked, and why not since, where that is so. */
  states(): Promise<readonly TemplateSync[]> {
    return this.app.reading((transaction) => this.syncs.list(transaction));
  }

  /** One whose turn it is; asked twice, it is asked for once. What the provider says is noted, and it is asked again later. */
  async syncDue(syncId: string): Promise<void> {
    const account = await this.app.transaction((transaction) => this.syncs.take(transaction, syncId));
    if (account === null) return;
    try {
      await this.sync(account);
    } catch (error) {
      await this.noted(account, error);
    }
  }

  /** @throws Problem with what the provider said */
  private async sync(account: TemplateAccount): Promise<SyncedAccount> {
    const rules = this.accounts.rulesOf(account);
    const heardBefore = await this.app.reading((transaction) => this.provided.heard(transaction, account));
    const at = new Date(Math.floor(Date.now() / 1_000) * 1_000);
    const provider = await this.accounts.open(account);
    const outcome = await provider.ask(({ templates }, access) => templates.list(access));
    if (outcome.kind === 'failed') throw problemOf(outcome.trouble);
    const theirs = outcome.value;
    return this.app.transaction(async (transaction) => {
      const ours = await this.provided.lockAll(transaction, account);
      const keyOf = (one: ProvidedTemplate): string => rules.keyOf(one);
      const isSame = (mine: readonly unknown[], their: readonly unknown[]) => rules.isSame(mine, their);
      const asked = { at, heardBefore, isSame, keyOf };
      const { added, known, history } = reconcile(ours, theirs, asked);
      const withKeys = added.map((template) => ({ ...template, key: keyOf(template) }));
      const ids = await this.provided.add(transaction, account, withKeys, at);
      await this.provided.update(transaction, known, at);
      await this.history.addOfProvider(transaction, [
        ...history,
        ...ids.map((templateId) => ({ templateId, kind: 'created' as const, at })),
      ]);
      await this.syncs.done(transaction, account, at);
      const changed = known.filter(({ isChanged }) => isChanged).map(({ id }) => id);
      const tenantId = currentTenant();
      const told = [...ids, ...changed].slice(0, MOST_TOLD).map((templateId) => ({ tenantId, templateId }));
      if (told.length > 0) afterCommit(transaction, () => this.realtime.publish(told));
      return {
        ...account,
        templates: theirs.length,
        added: ids.length,
        changed: changed.length,
        syncedAt: at,
      };
    });
  }

  /** @throws what is no expected refusal */
  private async noted(account: TemplateAccount, error: unknown): Promise<Problem> {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    const { code } = error;
    await this.app.transaction((transaction) =>
      this.syncs.failed(transaction, account, { code, reason: reasonIn(error) }),
    );
    return error;
  }
}

const reasonIn = ({ detail, title }: Problem): string => detail ?? title;
