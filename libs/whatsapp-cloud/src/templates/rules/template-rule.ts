import { entriesOf, partOf } from '../../messages/rules';
import { type Path, withAt } from '../places';
import type { TemplateView } from '../template-view';

/** `error`: Meta refuses the template. `warning`: Meta may refuse it, or put it into another category. */
export type RuleSeverity = 'error' | 'warning';

export interface TemplateRule {
  /** Stable: `body.too_long`. */
  readonly id: string;
  readonly severity: RuleSeverity;
  /** For people: what is wrong, and where Meta's reason helps, why. */
  readonly says: string;
  /** Which of Meta's pages says so, or that it is ours. */
  readonly source: string;
  /** Meta's subcode, where one is known (facts: cloud-api.md A4). */
  readonly subcode?: number;
  /** What the button that mends it says, for the rules that can be mended by one. */
  readonly fix?: string;
  /** Every place where a draft breaks the rule. */
  readonly find: (template: TemplateView) => readonly Spot[];
}

export interface Spot {
  readonly path: Path;
  /** A sentence about this place: "It has 1100." */
  readonly detail?: string;
  /** The draft without this fault. It is offered only when it brings no other error. */
  readonly mend?: () => unknown;
}

export const SOURCES = {
  reference: "Meta's template reference",
  names: "Meta's template reference, names and languages",
  header: "Meta's template reference, header",
  body: "Meta's template reference, body",
  footer: "Meta's template reference, footer",
  buttons: "Meta's template reference, buttons",
  variables: "Meta's template reference, variables",
  samples: "Meta's template reference, samples",
  ttl: "Meta's template reference, time to live",
  offer: "Meta's guide to limited-time offers",
  carousel: "Meta's guide to carousels",
  authentication: "Meta's guide to authentication templates",
  categories: "Meta's guide to categories",
  partners: "partners' pages about what Meta answers",
  flows: "Meta's guide to flows",
} as const;

/** Puts another value at a place of the draft; undefined takes it out. */
export const put = (template: TemplateView, path: Path, value: unknown) => (): unknown =>
  withAt(template.draft, path, value);

export const remove = (template: TemplateView, path: Path) => put(template, path, undefined);

/** Takes a button out, and its list with it when it was the only one. */
export function removeButton(template: TemplateView, path: Path): () => unknown {
  const owner = path.slice(0, -2);
  const component = template.allComponents.find((one) => one.path.join() === owner.join());
  const isOnly = entriesOf(partOf(component?.value, 'buttons')).length === 1;
  return remove(template, isOnly ? owner : path);
}

/** null counts as not given, as elsewhere in Graph. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

export const isFlagOrNothing = (value: unknown): boolean => !isGiven(value) || typeof value === 'boolean';

export const itHas = (count: number): string => `It has ${count}.`;
