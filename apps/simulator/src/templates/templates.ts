import type { SimulatedClock } from '../clock';
import type { LedgerEntry } from '../ledger/ledger-entry';
import type { Template } from './template';

export const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
/** How long the name of a deleted template cannot be had again (facts D). */
const NAME_BLOCKED_MS = 30 * DAY_MS;

type Named = Pick<Template, 'wabaId' | 'name' | 'language'>;

/** The templates of all accounts, in the order in which they were given or created. */
export class Templates {
  private readonly byKey = new Map<string, Template>();
  private deleted: (Named & { at: number })[] = [];
  private created: { wabaId: string; at: number }[] = [];
  private edited: { id: string; at: number }[] = [];

  constructor(private readonly clock: Pick<SimulatedClock, 'now' | 'timeOf'>) {}

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'template.set') {
      const { template, by } = entry;
      const at = this.clock.timeOf(entry);
      if (by === 'creation') this.created.push({ wabaId: template.wabaId, at });
      const before = this.byKey.get(keyOf(template));
      if (by === 'edit' && before?.status === 'APPROVED') this.edited.push({ id: template.id, at });
      this.byKey.set(keyOf(template), template);
    } else if (entry.kind === 'template.deleted') {
      this.byKey.delete(keyOf(entry.template));
      this.deleted.push({ ...entry.template, at: this.clock.timeOf(entry) });
    } else if (entry.kind === 'templates.cleared') {
      this.byKey.clear();
      this.deleted = [];
    }
  }

  find(wabaId: string, name: string, language: string): Template | undefined {
    return this.byKey.get(keyOf({ wabaId, name, language }));
  }

  byId(id: string): Template | undefined {
    return this.list().find((template) => template.id === id);
  }

  list(): Template[] {
    return [...this.byKey.values()];
  }

  ofAccount(wabaId: string): Template[] {
    return this.list().filter((template) => template.wabaId === wabaId);
  }

  /** Whether the name was given up within 30 days: in this language, or altogether. */
  isNameBlocked({ wabaId, name, language }: Named): boolean {
    const since = this.clock.now() - NAME_BLOCKED_MS;
    const isGone = !this.ofAccount(wabaId).some((template) => template.name === name);
    return this.deleted.some(
      (one) =>
        one.at > since && one.wabaId === wabaId && one.name === name && (isGone || one.language === language),
    );
  }

  createdWithinAnHour(wabaId: string): number {
    const since = this.clock.now() - HOUR_MS;
    return this.created.filter((one) => one.wabaId === wabaId && one.at > since).length;
  }

  /** How often it was edited while it was approved. */
  editedWithin(id: string, spanMs: number): number {
    const since = this.clock.now() - spanMs;
    return this.edited.filter((one) => one.id === id && one.at > since).length;
  }
}

function keyOf({ wabaId, name, language }: Named): string {
  return `${wabaId} ${name} ${language}`;
}
