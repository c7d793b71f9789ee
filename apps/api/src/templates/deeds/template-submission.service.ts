import { Injectable } from '@nestjs/common';
import { problemOf, ProviderOutcome, ProviderTrouble, SubmittedTemplate, TroubleCode } from '../../channels';
import { notFound } from '../../kernel/problem';
import { AppDatabase } from '../../platform/database/database';
import { changedMeanwhile } from '../../platform/http/document-version';
import { formOf, hasUnsubmittedChanges, Template, templateCan } from '../template';
import { TemplateAccounts } from '../template-accounts';
import { TemplateHistoryRepository } from '../history/template-history.repository';
import { TemplateRecord } from '../history/template-record';
import { TemplateSyncsRepository } from '../sync/template-syncs.repository';
import { TemplateUsageRepository } from '../usage/template-usage.repository';
import {
  hasErrors,
  notChangeable,
  notDeletable,
  notPaused,
  nothingToSubmit,
  templateInUse,
} from '../templates.errors';
import { ListedTemplate, TemplatesRepository } from '../templates.repository';

/** It may have been done all the same: the account is asked what it has. */
const MAY_BE_DONE: readonly TroubleCode[] = ['timeout', 'unreadable_answer', 'service_down'];

/** What a provider is asked to do with a template. Each is one call, made once and outside of any transaction. */
@Injectable()
export class TemplateSubmissionService {
  constructor(
    private readonly app: AppDatabase,
    private readonly templates: TemplatesRepository,
    private readonly accounts: TemplateAccounts,
    private readonly syncs: TemplateSyncsRepository,
    private readonly history: TemplateHistoryRepository,
    private readonly usage: TemplateUsageRepository,
    private readonly record: TemplateRecord,
  ) {}

  /**
   * Hands in a draft, or what was changed of a template that the provider has.
   * @throws Problem 404, 409, 412, 422 with what the rules found or with the provider's words, 424, 429
   */
  async submit(id: string, version: number | null): Promise<ListedTemplate> {
    const template = await this.get(id);
    if (version !== null && version !== template.version) throw changedMeanwhile();
    if (!templateCan.beChanged(template)) throw notChangeable(template.status);
    if (!hasUnsubmittedChanges(template) && template.status !== 'rejected') throw nothingToSubmit();
    const errors = this.accounts
      .rulesOf(template)
      .lint(formOf(template))
      .filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw hasErrors(errors);
    const at = wholeSecond(new Date());
    const outcome = await this.handIn(template);
    if (outcome.kind === 'failed') throw await this.refused(template, outcome.trouble);
    const { externalId, status, category } = outcome.value;
    await this.app.transaction(async (transaction) => {
      const { heard, components, ttlSeconds } = template;
      const row = {
        id,
        heard,
        externalId,
        status,
        category: category ?? template.category,
        components,
        ttlSeconds,
        at,
      };
      if (!(await this.templates.submitted(transaction, row))) throw changedMeanwhile();
      await this.syncs.know(transaction, template);
      const entry = { kind: 'submitted', before: template.status, after: status } as const;
      await this.record.of(transaction, template, 'submitted', entry, { externalId, status });
    });
    return this.get(id);
  }

  /** A draft is gone at once; of another the provider is asked. @throws Problem 404, 409 while it is in use, 422, 424, 429 */
  async delete(id: string): Promise<void> {
    const template = await this.get(id);
    if (!templateCan.beDeleted(template)) throw notDeletable(template.status);
    const { waiting } = await this.app.reading((transaction) => this.usage.waiting(transaction, template));
    if (waiting > 0) throw templateInUse(waiting, id);
    const { externalId, name } = template;
    if (externalId !== null) {
      const provider = await this.accounts.open(template);
      const outcome = await provider.ask(({ templates }, access) =>
        templates.remove(access, { name, externalId }),
      );
      if (outcome.kind === 'failed') throw await this.refused(template, outcome.trouble);
    }
    await this.settle(template, 'deleted', 'deleted');
  }

  /** Ends a pause that does not end by itself. @throws Problem 404, 409, 422, 424, 429 */
  async unpause(id: string): Promise<ListedTemplate> {
    const template = await this.get(id);
    const { externalId } = template;
    if (externalId === null || !templateCan.beUnpaused(template)) throw notPaused();
    const provider = await this.accounts.open(template);
    const outcome = await provider.ask(({ templates }, access) => templates.unpause(access, externalId));
    if (outcome.kind === 'failed') throw await this.refused(template, outcome.trouble);
    await this.settle(template, 'unpaused', 'approved');
    return this.get(id);
  }

  private async handIn(template: Template): Promise<ProviderOutcome<SubmittedTemplate>> {
    const { externalId, components, ttlSeconds, category } = template;
    const provider = await this.accounts.open(template);
    if (externalId === null)
      return provider.ask(({ templates }, access) => templates.submit(access, formOf(template)));
    const change = {
      components,
      ttlSeconds,
      category: templateCan.changeCategory(template) ? category : null,
    };
    const outcome = await provider.ask(({ templates }, access) => templates.edit(access, externalId, change));
    return outcome.kind === 'failed'
      ? outcome
      : { kind: 'done', value: { externalId, status: 'pending', category: null } };
  }

  private settle(template: Template, deed: string, status: string): Promise<void> {
    return this.app.transaction(async (transaction) => {
      await this.templates.setStatus(transaction, template.id, status, wholeSecond(new Date()));
      const entry = { kind: 'status', before: template.status, after: status } as const;
      await this.record.of(transaction, template, deed, entry);
    });
  }

  /** Kept, so that whoever looks later reads why as well. */
  private async refused(template: Template, trouble: ProviderTrouble): Promise<Error> {
    await this.app.transaction(async (transaction) => {
      if (MAY_BE_DONE.includes(trouble.code)) await this.syncs.want(transaction, template);
      const { code: after, reason } = trouble;
      const entry = { templateId: template.id, kind: 'refused', after, reason, at: new Date() } as const;
      await this.history.add(transaction, [entry]);
    });
    return problemOf(trouble);
  }

  private async get(id: string): Promise<ListedTemplate> {
    const template = await this.app.reading((transaction) => this.templates.findListed(transaction, id));
    if (template === null) throw notFound('template');
    return template;
  }
}

/** As the provider's news tell the time: what happens in the same second is not older. */
function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1_000) * 1_000);
}
