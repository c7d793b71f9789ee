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
  message_send_ttl_seconds?: number;
  sub_category?: string;
  /** What became of it; absent while nothing did. */
  life?: TemplateLife;
}

export type TemplateCategory = Template['category'];

/** What Graph and the webhooks say of a template beside its status, and what happens to it by itself. */
export interface TemplateLife {
  rejectedReason?: RejectionReason;
  /** `since` in seconds since 1970. */
  quality?: { score: QualityScore; since: number };
  previousCategory?: TemplateCategory;
  correctCategory?: TemplateCategory;
  /** How often it was paused for its quality; the third time disables it. */
  pauses?: number;
  pauseKind?: PauseKind;
  due?: readonly Due[];
}

/** Something that happens by itself. `at` in milliseconds of the simulator's clock. */
export interface Due {
  at: number;
  what: 'review' | 'unpause' | 'category';
}

/** Facts C4. */
export const REJECTION_REASONS = [
  'ABUSIVE_CONTENT',
  'CATEGORY_NOT_AVAILABLE',
  'INCORRECT_CATEGORY',
  'INVALID_FORMAT',
  'NONE',
  'PROMOTIONAL',
  'SCAM',
  'TAG_CONTENT_MISMATCH',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

export const QUALITY_SCORES = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'] as const;
export type QualityScore = (typeof QUALITY_SCORES)[number];

/** The first two are for bad quality and end by themselves; the third is for pacing and is ended by the business. */
export const PAUSE_KINDS = ['FIRST_PAUSE', 'SECOND_PAUSE', 'RATE_LIMITING_PAUSE'] as const;
export type PauseKind = (typeof PAUSE_KINDS)[number];

export const TEMPLATE_CATEGORIES = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const;

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
  cards?: readonly { components: readonly TemplatePart[] }[];
}

export interface TemplateButton {
  type: string;
  text?: string;
  url?: string;
  phone_number?: string;
}

/** The variables of a text in order: numbers, or names. */
export function variablesIn(text: string | undefined): string[] {
  const found = [...(text ?? '').matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name);
  return [...new Set(found)];
}
