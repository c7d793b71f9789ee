/** A message template as Meta lists it; given to the simulator through `POST /sim/templates`. */
export interface Template {
  /** Digits, beyond 2^53: a text here as in Meta's list. */
  id: string;
  wabaId: string;
  name: string;
  language: string;
  category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
  status: TemplateStatus;
  parameter_format: 'POSITIONAL' | 'NAMED';
  components: readonly TemplatePart[];
  /** Its sends are answered with `held_for_quality_assessment`. */
  isPaced: boolean;
}

export const TEMPLATE_STATUSES = [
  'APPROVED',
  'PENDING',
  'REJECTED',
  'PAUSED',
  'DISABLED',
  'IN_APPEAL',
  'ARCHIVED',
  'LIMIT_EXCEEDED',
] as const;
export type TemplateStatus = (typeof TEMPLATE_STATUSES)[number];

/** One of a template's components, as in Meta's list; only what is read here has a name. */
export interface TemplatePart {
  type: string;
  format?: string;
  text?: string;
  buttons?: readonly TemplateButton[];
}

export interface TemplateButton {
  type: string;
  text?: string;
  url?: string;
}

/** The variables of a text in order: numbers, or names. */
export function variablesIn(text: string | undefined): string[] {
  const found = [...(text ?? '').matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name);
  return [...new Set(found)];
}
