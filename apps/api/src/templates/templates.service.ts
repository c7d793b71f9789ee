import { Injectable } from '@nestjs/common';
import { TemplateForm } from '../channels';
import { newId } from '../kernel/ids';
import { notFound } from '../kernel/problem';
import { AppDatabase } from '../platform/database/database';
import { Transaction } from '../platform/database/transaction';
import { changedMeanwhile } from '../platform/http/document-version';
import { Page, pageOf, PageQuery, placeOf } from '../platform/http/page';
import { formOf, Template, templateCan } from './template';
import { TemplateAccounts } from './template-accounts';
import { HistoryEntry, TemplateHistoryRepository } from './history/template-history.repository';
import { TemplateRecord } from './history/template-record';
import { TemplateUsage, TemplateUsageRepository } from './usage/template-usage.repository';
import { TemplatesCache } from './templates.cache';
import { categoryStays, notChangeable, templateExists } from './templates.errors';
import {
  ListedTemplate,
  TemplateAccount,
  TemplateChange,
  TemplateFilter,
  TemplatesRepository,
} from './templates.repository';

/** What is not given stays. */
export type WantedChange = { readonly [Name in keyof TemplateChange]?: TemplateChange[Name] | undefined };

/** Templates as the business writes them; nothing here asks a provider. */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly app: AppDatabase,
    private readonly templates: TemplatesRepository,
    private readonly cache: TemplatesCache,
    private readonly accounts: TemplateAccounts,
    private readonly history: TemplateHistoryRepository,
    private readonly usage: TemplateUsageRepository,
    private readonly record: TemplateRecord,
  ) {}

  /** The last changed first. @throws Problem 404 for a channel that is not theirs */
  async list(
    filter: TemplateFilter & { channelId?: string },
    query: PageQuery,
  ): Promise<Page<ListedTemplate>> {
    const after = placeOf(query);
    const account = filter.channelId === undefined ? null : await this.accounts.ofChannel(filter.channelId);
    const { rows, nextCursor } = await this.app.reading(async (transaction) =>
      pageOf(await this.templates.list(transaction, filter, account, query.limit + 1, after), query.limit),
    );
    return { rows: rows.map(({ at: _at, ...template }) => template), nextCursor };
  }

  /** @throws Problem 404 */
  async get(id: string): Promise<ListedTemplate> {
    const template = await this.known(id);
    const lastUsedAt = await this.app.reading((transaction) => this.usage.lastUsedAt(transaction, template));
    return { ...template, lastUsedAt };
  }

  /** To be shown: as it was at most a second ago. @throws Problem 404 */
  async known(id: string): Promise<Template> {
    const template = await this.cache.fetch(id, () =>
      this.app.reading((transaction) => this.templates.find(transaction, id)),
    );
    if (template === null) throw notFound('template');
    return template;
  }

  /** @throws Problem 404, 409 */
  async create(channelId: string, form: TemplateForm): Promise<ListedTemplate> {
    const account = await this.accounts.ofChannel(channelId);
    return this.app.transaction((transaction) => this.insert(transaction, account, form));
  }

  /** The same words under another name or in another language. @throws Problem 404, 409 */
  duplicate(
    id: string,
    { name, language }: { name?: string | undefined; language?: string | undefined },
  ): Promise<ListedTemplate> {
    return this.app.transaction(async (transaction) => {
      const template = await this.found(transaction, id);
      const form = {
        ...formOf(template),
        name: name ?? template.name,
        language: language ?? template.language,
      };
      return this.insert(transaction, template, form);
    });
  }

  /** Here alone: what the provider has stays until it is submitted. @throws Problem 404, 409, 412 */
  change(id: string, wanted: WantedChange, version: number | null): Promise<ListedTemplate> {
    return this.app.transaction(async (transaction) => {
      const template = await this.templates.lock(transaction, id);
      if (template === null) throw notFound('template');
      if (version !== null && version !== template.version) throw changedMeanwhile();
      if (!templateCan.beChanged(template)) throw notChangeable(template.status);
      const change = changeOf(template, wanted);
      if (change.category !== template.category && !templateCan.changeCategory(template))
        throw categoryStays();
      await this.templates.change(transaction, id, change);
      const { category } = change;
      await this.record.of(transaction, template, 'changed', { kind: 'changed' }, { category });
      return this.found(transaction, id);
    });
  }

  /** Newest first. @throws Problem 404 */
  async historyOf(id: string): Promise<readonly HistoryEntry[]> {
    await this.known(id);
    return this.app.reading((transaction) => this.history.list(transaction, id));
  }

  /** @throws Problem 404 */
  async usageOf(id: string): Promise<TemplateUsage> {
    const template = await this.known(id);
    return this.app.reading(async (transaction) => ({
      ...(await this.usage.waiting(transaction, template)),
      lately: await this.usage.lately(transaction, template),
    }));
  }

  private async insert(
    transaction: Transaction,
    { provider, accountId }: TemplateAccount,
    form: TemplateForm,
  ): Promise<ListedTemplate> {
    const key = this.accounts.rulesOf({ provider }).keyOf(form);
    const id = await this.templates.insert(transaction, { id: newId(), provider, accountId, key, form });
    if (id === null) throw templateExists();
    const { name, language, category } = form;
    await this.record.of(transaction, { id, name, language }, 'created', { kind: 'created' }, { category });
    return this.found(transaction, id);
  }

  private async found(transaction: Transaction, id: string): Promise<ListedTemplate> {
    const template = await this.templates.findListed(transaction, id);
    if (template === null) throw notFound('template');
    return template;
  }
}

function changeOf(
  template: Template,
  { category, parameterFormat, ttlSeconds, components }: WantedChange,
): TemplateChange {
  return {
    category: category ?? template.category,
    parameterFormat: parameterFormat ?? template.parameterFormat,
    ttlSeconds: ttlSeconds === undefined ? template.ttlSeconds : ttlSeconds,
    components: components ?? template.components,
  };
}
