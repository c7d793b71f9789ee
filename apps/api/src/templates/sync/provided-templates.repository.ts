import { Injectable } from '@nestjs/common';
import { ProvidedTemplate } from '../../channels';
import { currentTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { Transaction } from '../../platform/database/transaction';
import { Reconciled } from './reconcile';
import { Template } from '../template';
import { TEMPLATE_COLUMNS } from '../template-columns';
import { TemplatesCache } from '../templates.cache';
import { TemplateAccount } from '../templates.repository';

/** What a provider says of the templates of an account. */
@Injectable()
export class ProvidedTemplatesRepository {
  constructor(private readonly cache: TemplatesCache) {}

  /** How often each was heard of, by id. */
  async heard(
    transaction: Transaction,
    { provider, accountId }: TemplateAccount,
  ): Promise<ReadonlyMap<string, number>> {
    const rows: { id: string; heard: number }[] = await transaction.query(
      'SELECT id, heard FROM template WHERE tenant_id = $1 AND provider = $2 AND account_id = $3',
      [currentTenant(), provider, accountId],
    );
    return new Map(rows.map(({ id, heard }) => [id, heard]));
  }

  /** Nobody else changes them until the transaction ends. In the order in which news of them are applied. */
  lockAll(transaction: Transaction, { provider, accountId }: TemplateAccount): Promise<Template[]> {
    return transaction.query(
      `SELECT ${TEMPLATE_COLUMNS} FROM template
       WHERE tenant_id = $1 AND provider = $2 AND account_id = $3 ORDER BY key COLLATE "C" FOR NO KEY UPDATE`,
      [currentTenant(), provider, accountId],
    );
  }

  /** Templates that were made elsewhere: ours are theirs. Their ids. */
  async add(
    transaction: Transaction,
    { provider, accountId }: TemplateAccount,
    templates: readonly (ProvidedTemplate & { readonly key: string })[],
    at: Date,
  ): Promise<string[]> {
    if (templates.length === 0) return [];
    const rows: { id: string }[] = await transaction.query(
      `INSERT INTO template (tenant_id, id, provider, account_id, name, language, key, external_id, category,
         previous_category, correct_category, parameter_format, ttl_seconds, components, submitted_components,
         submitted_ttl_seconds, provider_components, status, status_at, quality, rejection_reason, synced_at)
       SELECT $1, id, $2, $3, name, language, key, "externalId", category, "previousCategory", "correctCategory",
         "parameterFormat", "ttlSeconds", components, components, "ttlSeconds", components, status, $5, quality, "rejectionReason", $5
       FROM jsonb_to_recordset($4::jsonb) AS given (id uuid, name text, language text, key text, "externalId" text,
         category text, "previousCategory" text, "correctCategory" text, "parameterFormat" text, "ttlSeconds" integer,
         components jsonb, status text, quality text, "rejectionReason" text)
       ORDER BY key COLLATE "C"
       ON CONFLICT (tenant_id, provider, account_id, key) DO NOTHING RETURNING id`,
      [
        currentTenant(),
        provider,
        accountId,
        JSON.stringify(templates.map((template) => ({ ...template, id: newId() }))),
        at,
      ],
    );
    return rows.map(({ id }) => id);
  }

  /** Of templates that are locked. */
  async update(transaction: Transaction, templates: readonly Reconciled[], at: Date): Promise<void> {
    if (templates.length === 0) return;
    await transaction.query(
      `UPDATE template SET synced_at = $3, external_id = given."externalId", status = given.status,
         status_at = CASE WHEN template.status <> given.status THEN $3 ELSE template.status_at END,
         category = given.category, previous_category = given."previousCategory",
         correct_category = given."correctCategory", quality = given.quality,
         rejection_reason = given."rejectionReason", provider_components = given."providerComponents",
         submitted_components = given."submittedComponents",
         submitted_ttl_seconds = given."submittedTtlSeconds", drift_seen_at = given."driftSeenAt",
         paused_until = CASE WHEN given.status = 'paused' THEN paused_until END,
         pause_reason = CASE WHEN given.status = 'paused' THEN pause_reason END,
         version = version + given."isChanged"::integer,
         updated_at = CASE WHEN given."isChanged" THEN now() ELSE updated_at END
       FROM jsonb_to_recordset($2::jsonb) AS given (id uuid, "externalId" text, status text, category text,
         "previousCategory" text, "correctCategory" text, quality text, "rejectionReason" text,
         "providerComponents" jsonb, "submittedComponents" jsonb, "submittedTtlSeconds" integer,
         "driftSeenAt" timestamptz, "isChanged" boolean)
       WHERE template.tenant_id = $1 AND template.id = given.id`,
      [currentTenant(), JSON.stringify(templates), at],
    );
    this.cache.invalidate(
      transaction,
      templates.map(({ id }) => id),
    );
  }
}
