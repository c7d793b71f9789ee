import { Injectable } from '@nestjs/common';
import { currentActor, currentTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { Transaction } from '../../platform/database/transaction';

/** What a change of a template is about. */
export const TEMPLATE_CHANGES = [
  'created',
  'changed',
  'submitted',
  'refused',
  'status',
  'quality',
  'category',
  'drift',
] as const;
export type TemplateChangeKind = (typeof TEMPLATE_CHANGES)[number];

export interface NewHistoryEntry {
  readonly templateId: string;
  readonly kind: TemplateChangeKind;
  readonly before?: string | null;
  readonly after?: string | null;
  readonly reason?: string | null;
  readonly at: Date;
}

export interface HistoryEntry {
  readonly id: string;
  readonly kind: TemplateChangeKind;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
  /** Null: the provider. */
  readonly byName: string | null;
  readonly occurredAt: Date;
}

const MOST_SHOWN = 100;

/** Who and what changed a template, and when. */
@Injectable()
export class TemplateHistoryRepository {
  /** By whoever acts now. */
  add(transaction: Transaction, entries: readonly NewHistoryEntry[]): Promise<void> {
    return this.write(transaction, entries, currentActor().name);
  }

  /** By the provider, whoever has asked it. */
  addOfProvider(transaction: Transaction, entries: readonly NewHistoryEntry[]): Promise<void> {
    return this.write(transaction, entries, null);
  }

  /** In the order in which we learned of it, the newest first; at most 100. */
  list(transaction: Transaction, templateId: string): Promise<HistoryEntry[]> {
    return transaction.query(
      `SELECT id, kind, before, after, reason, by_name AS "byName", occurred_at AS "occurredAt" FROM template_history
       WHERE tenant_id = $1 AND template_id = $2 ORDER BY id DESC LIMIT ${MOST_SHOWN}`,
      [currentTenant(), templateId],
    );
  }

  private async write(
    transaction: Transaction,
    entries: readonly NewHistoryEntry[],
    byName: string | null,
  ): Promise<void> {
    if (entries.length === 0) return;
    await transaction.query(
      `INSERT INTO template_history (tenant_id, id, template_id, kind, before, after, reason, by_name, occurred_at)
       SELECT $1, id, template_id, kind, before, after, reason, $2, occurred_at
       FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[])
         AS entry (id, template_id, kind, before, after, reason, occurred_at)`,
      [
        currentTenant(),
        byName,
        entries.map(() => newId()),
        entries.map(({ templateId }) => templateId),
        entries.map(({ kind }) => kind),
        entries.map(({ before }) => before ?? null),
        entries.map(({ after }) => after ?? null),
        entries.map(({ reason }) => reason ?? null),
        entries.map(({ at }) => at),
      ],
    );
  }
}
