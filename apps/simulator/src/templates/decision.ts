import type {
  Due,
  PauseKind,
  QualityScore,
  RejectionReason,
  Template,
  TemplateCategory,
  TemplateLife,
} from './template';
import {
  categoryNews,
  impendingCategoryNews,
  qualityNews,
  statusNews,
  type TemplateNews,
} from './template-news';

/** What Meta may make of a template. */
export type Decision =
  | { decision: 'approve' }
  | { decision: 'reject'; reason?: RejectionReason; because?: string; recommendation?: string }
  /** `until` in milliseconds of the simulator's clock; a pause for pacing has no end. */
  | { decision: 'pause'; kind?: PauseKind; until?: number }
  | { decision: 'unpause' }
  | { decision: 'disable' }
  | { decision: 'flag' }
  | { decision: 'archive' }
  | { decision: 'unarchive' }
  | { decision: 'appeal' }
  | { decision: 'reinstate' }
  | { decision: 'limit' }
  | { decision: 'pace'; isPaced: boolean }
  /** `at`: announced, and done then. */
  | { decision: 'category'; to: TemplateCategory; at?: number }
  | { decision: 'quality'; score: QualityScore };

export interface Decided {
  template: Template;
  news: readonly TemplateNews[];
}

/** The simulator's clock: its milliseconds, and how far it is ahead of the machine's. */
export interface Moment {
  now: number;
  offsetMs: number;
}

const HOUR_MS = 60 * 60 * 1000;
/** Facts E: three hours, six hours, then for good. */
const PAUSE_MS: Partial<Record<PauseKind, number>> = { FIRST_PAUSE: 3 * HOUR_MS, SECOND_PAUSE: 6 * HOUR_MS };

const PAUSE_WORDS: Readonly<Record<PauseKind, string>> = {
  FIRST_PAUSE: 'Your template has been paused for 3 hours because it received low quality feedback.',
  SECOND_PAUSE: 'Your template has been paused for 6 hours because it received low quality feedback.',
  RATE_LIMITING_PAUSE:
    'Your template has been paused because its first messages received low quality feedback.',
};

/** What the template is after a decision, and what the product is told. Pure. */
export function decided(template: Template, decision: Decision, moment: Moment): Decided {
  switch (decision.decision) {
    case 'approve':
      return approved(template);
    case 'reject':
      return rejected(template, decision);
    case 'pause':
      return paused(template, decision, moment);
    case 'unpause':
      return unpaused(template);
    case 'disable':
      return disabled(template, moment);
    case 'flag':
      return { template, news: [statusNews(template, 'FLAGGED')] };
    case 'archive':
      return turned(template, 'ARCHIVED', 'ARCHIVED');
    case 'unarchive':
      return turned(template, 'APPROVED', 'UNARCHIVED');
    case 'appeal':
      return turned(template, 'IN_APPEAL', 'IN_APPEAL');
    case 'reinstate':
      return turned(template, 'APPROVED', 'REINSTATED');
    case 'limit':
      return turned(template, 'LIMIT_EXCEEDED', 'LIMIT_EXCEEDED');
    case 'pace':
      return { template: { ...template, isPaced: decision.isPaced }, news: [] };
    case 'category':
      return recategorised(template, decision, moment);
    case 'quality':
      return rated(template, decision.score, moment);
  }
}

/** The dues of a life with one of its kind replaced; none of that kind where `at` is undefined. */
export function duesWith(
  life: TemplateLife | undefined,
  what: Due['what'],
  at: number | undefined,
): readonly Due[] {
  const others = (life?.due ?? []).filter((due) => due.what !== what);
  return at === undefined ? others : [...others, { at, what }];
}

function lived(template: Template, life: Partial<TemplateLife>, more: Partial<Template> = {}): Template {
  return { ...template, ...more, life: { ...template.life, ...life } };
}

/** Whatever was still to come of its status does not come any more. */
function settled(template: Template, status: Template['status'], life: Partial<TemplateLife> = {}): Template {
  const due = duesWith({ due: duesWith(template.life, 'review', undefined) }, 'unpause', undefined);
  const before: TemplateLife = template.life ?? {};
  const { pauseKind: _pauseKind, ...rest } = before;
  return { ...template, status, life: { ...rest, ...life, due } };
}

function turned(template: Template, status: Template['status'], event: string): Decided {
  const after = settled(template, status);
  return { template: after, news: [statusNews(after, event)] };
}

function approved(template: Template): Decided {
  return turned(lived(template, { rejectedReason: 'NONE' }), 'APPROVED', 'APPROVED');
}

function rejected(
  template: Template,
  { reason = 'INVALID_FORMAT', because, recommendation }: Extract<Decision, { decision: 'reject' }>,
): Decided {
  const after = settled(template, 'REJECTED', { rejectedReason: reason });
  const rejection_info = {
    reason: because ?? 'The template does not keep to the guidelines for message templates.',
    recommendation: recommendation ?? 'Change the template so that it does, and submit it again.',
  };
  return { template: after, news: [statusNews(after, 'REJECTED', { reason, rejection_info })] };
}

function paused(
  template: Template,
  { kind, until }: Extract<Decision, { decision: 'pause' }>,
  moment: Moment,
): Decided {
  const pauses = template.life?.pauses ?? 0;
  if (kind === undefined && pauses >= 2) return disabled(template, moment);
  const pauseKind = kind ?? (pauses === 0 ? 'FIRST_PAUSE' : 'SECOND_PAUSE');
  const length = PAUSE_MS[pauseKind];
  const after = settled(template, 'PAUSED', {
    pauseKind,
    pauses: pauseKind === 'RATE_LIMITING_PAUSE' ? pauses : pauses + 1,
  });
  const end = until ?? (length === undefined ? undefined : moment.now + length);
  const other_info = { title: pauseKind, description: PAUSE_WORDS[pauseKind] };
  return {
    template: lived(after, { due: duesWith(after.life, 'unpause', end) }),
    news: [statusNews(after, 'PAUSED', { other_info })],
  };
}

/** After a pause its sends are watched again (facts E, pacing). */
function unpaused(template: Template): Decided {
  const after = { ...settled(template, 'APPROVED'), isPaced: true };
  const other_info = { title: 'UNPAUSE', description: 'Your template has been unpaused.' };
  return { template: after, news: [statusNews(after, 'APPROVED', { other_info })] };
}

function disabled(template: Template, { now, offsetMs }: Moment): Decided {
  const after = settled(template, 'DISABLED');
  const disable_date = new Date(now - offsetMs).toISOString().slice(0, 10);
  const other_info = { title: 'DISABLED', description: 'Your template has been disabled for low quality.' };
  return {
    template: after,
    news: [statusNews(after, 'DISABLED', { disable_info: { disable_date }, other_info })],
  };
}

function recategorised(
  template: Template,
  { to, at }: Extract<Decision, { decision: 'category' }>,
  { now, offsetMs }: Moment,
): Decided {
  if (at !== undefined && at > now) {
    const life = { correctCategory: to, due: duesWith(template.life, 'category', at) };
    const toldAt = Math.floor((at - offsetMs) / 1000);
    return { template: lived(template, life), news: [impendingCategoryNews(template, to, toldAt)] };
  }
  const previousCategory = template.category;
  const life = { previousCategory, correctCategory: to, due: duesWith(template.life, 'category', undefined) };
  const after = lived(template, life, { category: to });
  return { template: after, news: to === previousCategory ? [] : [categoryNews(after, previousCategory)] };
}

function rated(template: Template, score: QualityScore, { now, offsetMs }: Moment): Decided {
  const before = template.life?.quality?.score ?? 'UNKNOWN';
  const after = lived(template, { quality: { score, since: Math.floor((now - offsetMs) / 1000) } });
  return { template: after, news: score === before ? [] : [qualityNews(after, before, score)] };
}
