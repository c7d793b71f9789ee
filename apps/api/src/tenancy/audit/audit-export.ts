import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { currentTenant, forTenants } from '../../kernel/context';
import { AppDatabase } from '../../platform/database/database';
import { TenantsRepository } from '../tenants/tenants.repository';
import { ChainedEvent } from './audit-chain';
import { AuditEventsRepository, AuditFilter } from './audit-events.repository';
import { AuditTrail } from './audit-trail';
import { eventOf } from './audit-event';
import { ExportFormat } from './audit.dto';
import { csvLine } from './csv';

/** What is in memory at a time. */
const BATCH = 500;

export interface OpenedExport {
  readonly stream: Readable;
  readonly mediaType: string;
  readonly fileName: string;
}

const MEDIA_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/** The record as a file, oldest first. That it was taken out is recorded, and is the last event in it. */
@Injectable()
export class AuditExport {
  constructor(
    private readonly app: AppDatabase,
    private readonly events: AuditEventsRepository,
    private readonly tenants: TenantsRepository,
    private readonly audit: AuditTrail,
  ) {}

  async open(format: ExportFormat, filter: AuditFilter): Promise<OpenedExport> {
    const { upTo, slug } = await this.app.transaction(async (transaction) => {
      await this.audit.record(transaction, {
        action: 'audit_trail.exported',
        target: { kind: 'audit_trail' },
        after: { format, ...filter },
      });
      const { slug } = await this.tenants.get(transaction);
      return { upTo: (await this.events.head(transaction)).sequence, slug };
    });
    const lines = this.lines(currentTenant(), format, filter, upTo);
    return {
      stream: Readable.from(lines, { objectMode: false }),
      mediaType: MEDIA_TYPES[format],
      fileName: `audit-trail-${slug}-${new Date().toISOString().slice(0, 10)}.${format}`,
    };
  }

  /** Read by whoever sends the answer, in a context of their own: so it names its tenant. */
  private async *lines(
    tenantId: string,
    format: ExportFormat,
    filter: AuditFilter,
    upTo: number,
  ): AsyncGenerator<string> {
    if (format === 'csv') yield csvLine(COLUMNS.map(([name]) => name));
    const write = format === 'csv' ? csvOf : ndjsonOf;
    for (let after = 0; ;) {
      const range = { after, upTo, limit: BATCH };
      const batch = await forTenants([tenantId], () =>
        this.app.transaction((transaction) => this.events.chain(transaction, filter, range)),
      );
      const last = batch.at(-1);
      if (last === undefined) return;
      yield batch.map(write).join('');
      after = last.facts.sequence;
    }
  }
}

const COLUMNS: [string, (event: ChainedEvent) => string | number | null][] = [
  ['sequence', ({ facts }) => facts.sequence],
  ['occurred_at', ({ facts }) => facts.occurredAt],
  ['actor_kind', ({ facts }) => facts.actorKind],
  ['actor_id', ({ facts }) => facts.actorId],
  ['actor_name', ({ facts }) => facts.actorName],
  ['action', ({ facts }) => facts.action],
  ['target_kind', ({ facts }) => facts.targetKind],
  ['target_id', ({ facts }) => facts.targetId],
  ['target_name', ({ facts }) => facts.targetName],
  ['address', ({ facts }) => facts.address],
  ['user_agent', ({ facts }) => facts.userAgent],
  ['request_id', ({ facts }) => facts.requestId],
  ['before', ({ facts }) => jsonOrNull(facts.before)],
  ['after', ({ facts }) => jsonOrNull(facts.after)],
  ['id', ({ facts }) => facts.id],
  ['hash', ({ hash }) => hash.toString('hex')],
];

const csvOf = (event: ChainedEvent): string => csvLine(COLUMNS.map(([, valueOf]) => valueOf(event)));

const ndjsonOf = ({ facts, hash }: ChainedEvent): string =>
  `${JSON.stringify({ ...eventOf(facts), hash: hash.toString('hex') })}\n`;

const jsonOrNull = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
