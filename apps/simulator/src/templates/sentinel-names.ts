import type { Decision } from './decision';
import { REJECTION_REASONS, type Template } from './template';

/** Names that contain one of these always meet the same review; every other template is approved. */
export const SENTINEL_NAMES = {
  /** Answered as `APPROVED` at creation. */
  approvedAtOnce: 'approve_at_once',
  /** Stays `PENDING` until somebody decides. */
  neverReviewed: 'review_never',
  /** Rejected; for another reason than `INVALID_FORMAT` where its name follows, as in `reject_me_scam`. */
  rejected: 'reject_me',
  /** A utility template that review makes one of marketing. */
  reclassified: 'promo_utility',
  /** The same, in the answer to its creation already. */
  reclassifiedAtOnce: 'promo_at_once',
  /** Approved, and paused at once for three hours. */
  paused: 'pause_me',
  /** Approved, and its sends are held for assessment. */
  paced: 'pace_me',
} as const;

export function hasSentinel({ name }: Pick<Template, 'name'>, which: keyof typeof SENTINEL_NAMES): boolean {
  return name.includes(SENTINEL_NAMES[which]);
}

/** What review makes of a template, in order; nothing: it goes on. */
export function reviewOf(template: Template): readonly Decision[] {
  if (hasSentinel(template, 'neverReviewed')) return [];
  if (hasSentinel(template, 'rejected')) return [rejectionOf(template.name)];
  const decisions: Decision[] = [];
  if (hasSentinel(template, 'reclassified') && template.category === 'UTILITY')
    decisions.push({ decision: 'category', to: 'MARKETING' });
  decisions.push({ decision: 'approve' });
  if (hasSentinel(template, 'paced')) decisions.push({ decision: 'pace', isPaced: true });
  if (hasSentinel(template, 'paused')) decisions.push({ decision: 'pause' });
  return decisions;
}

const WORDS = {
  ABUSIVE_CONTENT: ['The content may be abusive.', 'Take out what threatens or insults.'],
  CATEGORY_NOT_AVAILABLE: ['The category is not available for this account.', 'Choose another category.'],
  INCORRECT_CATEGORY: ['The content does not belong to this category.', 'Choose the category that fits it.'],
  INVALID_FORMAT: [
    'Variables or samples are not as they should be.',
    'Give each variable a sample that fits.',
  ],
  NONE: ['No reason was given.', 'Ask for a review.'],
  PROMOTIONAL: ['The content is promotional.', 'Submit it as marketing.'],
  SCAM: ['The content looks like a scam.', 'Say who writes and why.'],
  TAG_CONTENT_MISMATCH: ['The language is not that of the content.', 'Choose the language of the content.'],
} as const;

function rejectionOf(name: string): Decision {
  const [, wanted = ''] = name.split(SENTINEL_NAMES.rejected);
  const reason =
    REJECTION_REASONS.find((one) => wanted.startsWith(`_${one.toLowerCase()}`)) ?? 'INVALID_FORMAT';
  const [because, recommendation] = WORDS[reason];
  return { decision: 'reject', reason, because, recommendation };
}
