import { Injectable } from '@nestjs/common';
import { ParameterFormat, TemplateForm, TemplatePurpose } from '../channels';
import { currentTenant } from '../kernel/context';
import { returned, Transaction } from '../platform/database/transaction';
import { Place } from '../platform/http/page';
import { Template } from './template';
import { TEMPLATE_COLUMNS } from './template-columns';
import { TemplatesCache } from './templates.cache';
import { LAST_USED } from './usage/template-usage.repository';

/** The account that has a template. */
export interface TemplateAccount {
  readonly provider: string;
  readonly accountId: string;
}

export interface ListedTemplate extends Template {
  /** When a message was last queued with it. */
  readonly lastUsedAt: Date | null;
}

/** All that is given must match. */
export interface TemplateFilter {
  /** One, or several with a comma between them. */
  readonly status?: string | undefined;
  readonly category?: TemplatePurpose | undefined;
  readonly language?: string | undefined;
  readonly name?: string | undefined;
  readonly search?: string | undefined;
}

/** What people write of a template. */
export interface TemplateChange {
  readonly category: TemplatePurpose;
  readonly parameterFormat: ParameterFormat;
  readonly ttlSeconds: number | null;
  readonly components: readonly unknown[];
}

/** What a business writes. */
@Injectable()
export class TemplatesRepository {
  constructor(private readonly cache: TemplatesCache) {}

  /** The last changed first; without what was deleted, unless that is asked for. */
  list(
    transaction: Transaction,
    { status, category, language, name, search }: TemplateFilter,
    account: TemplateAccount | null,
    limit: number,
    after: Place | null,
  ): Promise<(ListedTemplate & Place)[]> {
    return transaction.query(
      `SELECT ${TEMPLATE_COLUMNS}, ${LAST_USED} AS "lastUsedAt", updated_at::text AS at FROM template
       WHERE tenant_id = $1
         AND CASE WHEN $2::text IS NULL THEN status <> 'deleted' ELSE status = ANY (string_to_array($2, ',')) END
         AND ($3::text IS NULL OR category = $3)
         AND ($4::text IS NULL OR language = $4)
         AND ($5::text IS NULL OR name = $5)
         AND ($6::text IS NULL OR position(lower($6) IN lower(name)) > 0 OR position(lower($6) IN lower(components::text)) > 0)
         AND ($7::text IS NULL OR (provider = $7 AND account_id = $8))
         AND ($10::timestamptz IS NULL OR (updated_at, id) < ($10, $11::uuid))
       ORDER BY updated_at DESC, id DESC
       LIMIT $9`,
      [
        currentTenant(),
        status ?? null,
        category ?? null,
        language ?? null,
        name ?? null,
        search ?? null,
        account?.provider ?? null,
        account?.accountId ?? null,
        limit,
        after?.at ?? null,
        after?.id ?? null,
      ],
    );
  }

  async find(transaction: Transaction, id: string): Promise<Template | null> {
    const rows: Template[] = await transaction.query(
      `SELECT ${TEMPLATE_COLUMNS} FROM template WHERE tenant_id = $1 AND id = $2`,
      [currentTenant(), id],
    );
    return rows[0] ?? null;
  }

  async findListed(transaction: Transaction, id: string): Promise<ListedTemplate | null> {
    const rows: ListedTemplate[] = await transaction.query(
      `SELECT ${TEMPLATE_COLUMNS}, ${LAST_USED} AS "lastUsedAt" FROM template WHERE tenant_id = $1 AND id = $2`,
      [currentTenant(), id],
    );
    return rows[0] ?? null;
  }

  /** Nobody else changes it until the transaction ends. */
  async lock(transaction: Transaction, id: string): Promise<Template | null> {
    const rows: Template[] = await transaction.query(
      `SELECT ${TEMPLATE_COLUMNS} FROM template WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE`,
      [currentTenant(), id],
    );
    return rows[0] ?? null;
  }

  /** As a draft; takes the place of one that was deleted. Its id; null where there is one. */
  async insert(
    transaction: Transaction,
    { id, provider, accountId, key, form }: TemplateAccount & { id: string; key: string; form: TemplateForm },
  ): Promise<string | null> {
    const rows: { id: string }[] = await transaction.query(
      `INSERT INTO template (tenant_id, id, provider, account_id, name, language, key, category, parameter_format,
         ttl_seconds, components)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (tenant_id, provider, account_id, key) DO UPDATE SET status = 'draft', external_id = NULL,
         category = excluded.category, parameter_format = excluded.parameter_format, ttl_seconds = excluded.ttl_seconds,
         components = excluded.components, previous_category = NULL, correct_category = NULL, quality = NULL,
         submitted_components = NULL, submitted_ttl_seconds = NULL, provider_components = NULL, drift_seen_at = NULL,
         rejection_reason = NULL,
         recommendation = NULL, pause_reason = NULL, paused_until = NULL, submitted_at = NULL, synced_at = NULL,
         heard = template.heard + 1, version = template.version + 1, updated_at = now()
         WHERE template.status = 'deleted'
       RETURNING id`,
      [
        currentTenant(),
        id,
        provider,
        accountId,
        form.name,
        form.language,
        key,
        form.category,
        form.parameterFormat,
        form.ttlSeconds,
        JSON.stringify(form.components),
      ],
    );
    const written = rows[0]?.id ?? null;
    // Nothing is kept of one that was not there.
    if (written !== null && written !== id) this.cache.invalidate(transaction, [written]);
    return written;
  }

  async change(transaction: Transaction, id: string, change: TemplateChange): Promise<void> {
    await transaction.query(
      `UPDATE template SET category = $3, parameter_format = $4, ttl_seconds = $5, components = $6,
         version = version + 1, updated_at = now()
       WHERE tenant_id = $1 AND id = $2`,
      [
        currentTenant(),
        id,
        change.category,
        change.parameterFormat,
        change.ttlSeconds,
        JSON.stringify(change.components),
      ],
    );
    this.cache.invalidate(transaction, [id]);
  }

  /**
   * What the provider made of what was handed in. Where it has told of the template since `heard`, its status and its
   * category are newer than the answer, and stay. False where somebody else handed it in meanwhile.
   */
  async submitted(
    transaction: Transaction,
    { id, heard, externalId, status, category, components, ttlSeconds, at }: SubmittedRow,
  ): Promise<boolean> {
    const rows = returned(
      await transaction.query(
        `UPDATE template SET external_id = $3, submitted_components = $4, submitted_ttl_seconds = $9, provider_components = NULL,
           drift_seen_at = NULL, submitted_at = now(), heard = heard + 1, version = version + 1, updated_at = now(),
           status = CASE WHEN heard = $5 THEN $6 ELSE status END,
           status_at = CASE WHEN heard = $5 THEN $7 ELSE status_at END,
           rejection_reason = CASE WHEN heard = $5 THEN NULL ELSE rejection_reason END,
           recommendation = CASE WHEN heard = $5 THEN NULL ELSE recommendation END,
           previous_category = CASE WHEN heard = $5 AND category <> $8 THEN category ELSE previous_category END,
           category = CASE WHEN heard = $5 THEN $8 ELSE category END
         WHERE tenant_id = $1 AND id = $2 AND coalesce(external_id, $3) = $3 RETURNING id`,
        [
          currentTenant(),
          id,
          externalId,
          JSON.stringify(components),
          heard,
          status,
          at,
          category,
          ttlSeconds,
        ],
      ),
    );
    this.cache.invalidate(transaction, [id]);
    return rows.length > 0;
  }

  /** What somebody did to its state, and the provider took. */
  async setStatus(transaction: Transaction, id: string, status: string, at: Date): Promise<void> {
    await transaction.query(
      `UPDATE template SET status = $3, status_at = $4, pause_reason = NULL, paused_until = NULL,
         heard = heard + 1, version = version + 1, updated_at = now()
       WHERE tenant_id = $1 AND id = $2`,
      [currentTenant(), id, status, at],
    );
    this.cache.invalidate(transaction, [id]);
  }
}

export interface SubmittedRow {
  readonly id: string;
  readonly heard: number;
  readonly externalId: string;
  readonly status: string;
  readonly category: TemplatePurpose;
  readonly components: readonly unknown[];
  readonly ttlSeconds: number | null;
  readonly at: Date;
}
