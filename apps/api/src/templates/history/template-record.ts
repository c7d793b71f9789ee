import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { afterCommit, Transaction } from '../../platform/database/transaction';
import { Realtime } from '../../platform/realtime/realtime';
import { AuditTrail } from '../../tenancy';
import { Template } from '../template';
import { NewHistoryEntry, TemplateHistoryRepository } from './template-history.repository';

type Named = Pick<Template, 'id' | 'name' | 'language'>;

/** Tells of what people did to a template: to its history, to the audit trail and to whoever looks at it. */
@Injectable()
export class TemplateRecord {
  constructor(
    private readonly history: TemplateHistoryRepository,
    private readonly audit: AuditTrail,
    private readonly realtime: Realtime,
  ) {}

  /** To be called last in the transaction. */
  async of(
    transaction: Transaction,
    { id, name, language }: Named,
    deed: string,
    entry: Omit<NewHistoryEntry, 'templateId' | 'at'>,
    after: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await this.history.add(transaction, [{ ...entry, templateId: id, at: new Date() }]);
    this.changed(transaction, id);
    const target = { kind: 'template', id, name: `${name} (${language})` };
    await this.audit.record(transaction, { action: `template.${deed}`, target, after });
  }

  changed(transaction: Transaction, templateId: string): void {
    const tenantId = currentTenant();
    afterCommit(transaction, () => this.realtime.publish([{ tenantId, templateId }]));
  }
}
