import { isDeepStrictEqual } from 'node:util';
import { ProvidedTemplate, TemplatePurpose } from '../../channels';
import { Template } from '../template';
import { NewHistoryEntry } from '../history/template-history.repository';

/** What is known of a template after its provider was asked, where that is not what was known before. */
export interface Reconciled {
  readonly id: string;
  readonly externalId: string | null;
  readonly status: string;
  readonly category: TemplatePurpose;
  readonly previousCategory: string | null;
  readonly correctCategory: string | null;
  readonly quality: string | null;
  readonly rejectionReason: string | null;
  readonly providerComponents: readonly unknown[] | null;
  readonly submittedComponents: readonly unknown[] | null;
  readonly submittedTtlSeconds: number | null;
  readonly driftSeenAt: Date | null;
  readonly isChanged: boolean;
}

export interface Reconciliation {
  /** That we do not have. */
  readonly added: readonly ProvidedTemplate[];
  /** Every one that the provider still has, and those that it has no more. */
  readonly known: readonly Reconciled[];
  readonly history: readonly NewHistoryEntry[];
}

export interface Asked {
  readonly at: Date;
  /** How often each had been heard of before the provider was asked, by id. */
  readonly heardBefore: ReadonlyMap<string, number>;
  readonly isSame: (submitted: readonly unknown[], theirs: readonly unknown[]) => boolean;
  readonly keyOf: (template: ProvidedTemplate) => string;
}

/**
 * Compares all that we have of an account with all that its provider has. What was heard of, or handed in, while the
 * provider was asked is left alone: the answer may be older.
 */
export function reconcile(
  ours: readonly Template[],
  theirs: readonly ProvidedTemplate[],
  asked: Asked,
): Reconciliation {
  const byKey = new Map(theirs.map((one) => [asked.keyOf(one), one]));
  const untouched = ours.filter(({ id, heard }) => asked.heardBefore.get(id) === heard);
  const known = untouched.flatMap((template) => {
    const one = byKey.get(template.key);
    return one === undefined ? gone(template) : [found(template, one, asked)];
  });
  const keys = new Set(ours.map(({ key }) => key));
  const before = new Map(untouched.map((template) => [template.id, template]));
  return {
    added: [...byKey].flatMap(([key, one]) => (keys.has(key) ? [] : [one])),
    known,
    history: known.flatMap((after) => historyOf(before.get(after.id), after, asked.at)),
  };
}

/** A draft that was never handed in is none of the provider's. */
function gone(template: Template): Reconciled[] {
  if (template.externalId === null || template.status === 'deleted') return [];
  return [{ ...template, status: 'deleted', isChanged: true }];
}

function found(template: Template, one: ProvidedTemplate, { at, isSame }: Asked): Reconciled {
  // Where a submission was never answered, it was taken all the same: what it has says what ours do.
  const isOurs = isSame(template.components, one.components);
  const submittedComponents = isOurs ? template.components : (template.submittedComponents ?? one.components);
  const isTtlOurs = isOurs && one.ttlSeconds === template.ttlSeconds;
  const isDrift = !isSame(submittedComponents, one.components);
  const { externalId, status, category, previousCategory, correctCategory, quality, rejectionReason } = one;
  const after = {
    id: template.id,
    externalId,
    status,
    category,
    previousCategory: previousCategory ?? template.previousCategory,
    correctCategory,
    quality,
    // The news say more of it than the list does.
    rejectionReason: status === 'rejected' ? (template.rejectionReason ?? rejectionReason) : null,
    providerComponents: one.components,
    submittedComponents,
    submittedTtlSeconds: isTtlOurs ? template.ttlSeconds : template.submittedTtlSeconds,
    driftSeenAt: isDrift ? (template.driftSeenAt ?? at) : null,
  };
  return { ...after, isChanged: isDifferent(template, after) };
}

function isDifferent(before: Template, after: Omit<Reconciled, 'isChanged'>): boolean {
  return (
    before.externalId !== after.externalId ||
    before.status !== after.status ||
    before.category !== after.category ||
    before.previousCategory !== after.previousCategory ||
    before.correctCategory !== after.correctCategory ||
    before.quality !== after.quality ||
    before.rejectionReason !== after.rejectionReason ||
    (before.driftSeenAt === null) !== (after.driftSeenAt === null) ||
    before.submittedTtlSeconds !== after.submittedTtlSeconds ||
    !isDeepStrictEqual(before.submittedComponents, after.submittedComponents) ||
    !isDeepStrictEqual(before.providerComponents, after.providerComponents)
  );
}

function historyOf(before: Template | undefined, after: Reconciled, at: Date): NewHistoryEntry[] {
  if (before === undefined) return [];
  const base = { templateId: after.id, at };
  const moved = (['status', 'quality', 'category'] as const)
    .filter((kind) => before[kind] !== after[kind])
    .map((kind) => ({ ...base, kind, before: before[kind], after: after[kind] }));
  const isNewDrift = before.driftSeenAt === null && after.driftSeenAt !== null;
  return isNewDrift ? [...moved, { ...base, kind: 'drift' }] : moved;
}
