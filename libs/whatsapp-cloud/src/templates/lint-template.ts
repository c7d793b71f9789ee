import type { Path } from './places';
import type { RuleSeverity, Spot, TemplateRule } from './rules/template-rule';
import { TEMPLATE_RULES } from './template-rules';
import { viewOf } from './template-view';

/** One thing about a draft that Meta refuses, or may refuse. */
export interface TemplateFinding {
  /** Stable, e.g. `body.too_long`; `docs/template-rules.md` has all of them. */
  readonly rule: string;
  readonly severity: RuleSeverity;
  /** Where in the draft: `['components', 1, 'text']`. The last keys need not be there: something may be missing. */
  readonly path: Path;
  /** For people, in whole sentences. It may repeat a word of the draft. */
  readonly message: string;
  /** The whole draft without this fault and without any error that it did not have; null when a person has to decide. */
  readonly fix: { readonly label: string; readonly draft: unknown } | null;
}

interface Found {
  readonly rule: TemplateRule;
  readonly spot: Spot;
}

/** A draft that is wrong in more places gets its further fixes once the first are done. */
const MOST_FIXES = 40;

/**
 * What Meta refuses, or may refuse, in a draft (a `TemplateDraft`); an empty list when nothing is found. The draft may
 * be any JSON and never makes it throw: what cannot be read is a finding. The order is stable: that of the rules'
 * table, then that of the draft.
 */
export function lintTemplate(draft: unknown): readonly TemplateFinding[] {
  const found = findingsIn(draft);
  const before = errorsIn(found);
  let fixes = 0;
  return found.map(({ rule, spot }) => {
    const mayMend = rule.fix !== undefined && spot.mend !== undefined && fixes < MOST_FIXES;
    if (mayMend) fixes += 1;
    return {
      rule: rule.id,
      severity: rule.severity,
      path: spot.path,
      message: spot.detail === undefined ? rule.says : `${rule.says} ${spot.detail}`,
      fix: mayMend ? fixOf(rule, spot, found, before) : null,
    };
  });
}

function findingsIn(draft: unknown): readonly Found[] {
  try {
    const template = viewOf(draft);
    return TEMPLATE_RULES.flatMap((rule) => rule.find(template).map((spot) => ({ rule, spot })));
  } catch {
    // Something that throws when it is looked at: JSON has no such thing.
    const rule = TEMPLATE_RULES.find(({ id }) => id === 'draft.form');
    return rule === undefined ? [] : [{ rule, spot: { path: [] } }];
  }
}

function fixOf(
  rule: TemplateRule,
  { mend }: Spot,
  found: readonly Found[],
  before: ReadonlyMap<string, number>,
): TemplateFinding['fix'] {
  const draft = mend?.();
  const after = findingsIn(draft);
  const ofRule = (all: readonly Found[]): number => all.filter((one) => one.rule === rule).length;
  const isMended = ofRule(after) < ofRule(found);
  const isNoWorse = [...errorsIn(after)].every(([id, count]) => count <= (before.get(id) ?? 0));
  return isMended && isNoWorse ? { label: rule.fix ?? '', draft } : null;
}

/** How often each rule is broken whose breach Meta refuses. */
function errorsIn(found: readonly Found[]): ReadonlyMap<string, number> {
  const errors = new Map<string, number>();
  for (const { rule } of found) {
    if (rule.severity === 'error') errors.set(rule.id, (errors.get(rule.id) ?? 0) + 1);
  }
  return errors;
}
