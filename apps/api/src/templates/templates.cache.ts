import { Injectable } from '@nestjs/common';
import { TenantCaches } from '../platform/cache/tenant-caches';
import { Transaction } from '../platform/database/transaction';
import { Template } from './template';

type DateColumn = {
  [Column in keyof Template]: Date extends Template[Column] ? Column : never;
}[keyof Template];
type KeptTemplate = {
  [Column in keyof Template]: Column extends DateColumn ? string | null : Template[Column];
};

/** JSON knows no dates. */
const DATES: Record<DateColumn, true> = {
  driftSeenAt: true,
  statusAt: true,
  qualityAt: true,
  categoryAt: true,
  pausedUntil: true,
  submittedAt: true,
  syncedAt: true,
  createdAt: true,
  updatedAt: true,
};

/**
 * Templates of the current tenant, each as it was at most a second ago. For whoever shows one; who changes or sends one
 * reads its row.
 */
@Injectable()
export class TemplatesCache {
  constructor(private readonly caches: TenantCaches) {}

  /** Null: there is none; that is not kept. */
  async fetch(id: string, load: () => Promise<Template | null>): Promise<Template | null> {
    const kept = await this.caches.current().fetch('template', id, async () => {
      const template = await load();
      return template === null ? undefined : keptOf(template);
    });
    return kept === undefined ? null : templateOf(kept);
  }

  /** For every write of one that was there, by whomever: of these templates of the current tenant. */
  invalidate(transaction: Transaction, ids: readonly string[]): void {
    const cache = this.caches.current();
    for (const id of ids) cache.invalidate(transaction, 'template', id);
  }
}

const keptOf = (template: Template): KeptTemplate =>
  withDates(template, (at) => (at as Date).toISOString()) as KeptTemplate;

const templateOf = (kept: KeptTemplate): Template =>
  withDates(kept, (at) => new Date(at as string)) as unknown as Template;

function withDates(row: Template | KeptTemplate, written: (at: unknown) => unknown): object {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      column in DATES && value !== null ? written(value) : (value as unknown),
    ]),
  );
}
