import type { LedgerEntry } from '../ledger/ledger-entry';
import type { Template } from './template';

/** The templates of all accounts, in the order in which they were given. */
export class Templates {
  private readonly byKey = new Map<string, Template>();

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'template.set') this.byKey.set(keyOf(entry.template), entry.template);
    else if (entry.kind === 'templates.cleared') this.byKey.clear();
  }

  find(wabaId: string, name: string, language: string): Template | undefined {
    return this.byKey.get(keyOf({ wabaId, name, language }));
  }

  list(): Template[] {
    return [...this.byKey.values()];
  }

  ofAccount(wabaId: string): Template[] {
    return this.list().filter((template) => template.wabaId === wabaId);
  }
}

function keyOf({ wabaId, name, language }: Pick<Template, 'wabaId' | 'name' | 'language'>): string {
  return `${wabaId} ${name} ${language}`;
}
