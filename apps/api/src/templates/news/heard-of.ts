import { isDeepStrictEqual } from 'node:util';
import { TemplateNews, TemplatePurpose } from '../../channels';
import { Template } from '../template';
import { NewHistoryEntry } from '../history/template-history.repository';

/** The part of a template that news move. */
export type Heard = Pick<
  Template,
  | 'id'
  | 'externalId'
  | 'status'
  | 'statusAt'
  | 'quality'
  | 'qualityAt'
  | 'category'
  | 'previousCategory'
  | 'correctCategory'
  | 'categoryAt'
  | 'rejectionReason'
  | 'recommendation'
  | 'pauseReason'
  | 'pausedUntil'
>;

export interface Moved {
  readonly template: Heard;
  readonly history: readonly NewHistoryEntry[];
}

/**
 * What a piece of news makes of a template; null where it is about another one of that name, or older than what is known.
 * Each of status, quality and category goes forward in time only, by itself.
 */
export function heardOf(template: Heard, news: TemplateNews, at: Date): Moved | null {
  const { externalId } = template;
  if (externalId !== null && news.externalId !== null && externalId !== news.externalId) return null;
  // A draft has the name of one that was deleted.
  if (externalId === null && /deleted|pending_deletion/.test(news.status?.now ?? '')) return null;
  const steps = [withStatus, withQuality, withCategory];
  const moved = steps.reduce((before, step) => step(before, news, at), template);
  // The same news once more.
  if (isDeepStrictEqual(moved, template)) return null;
  const after = { ...moved, externalId: externalId ?? news.externalId };
  const history = (['status', 'quality', 'category'] as const)
    .filter((kind) => template[kind] !== after[kind])
    .map((kind) => ({
      templateId: template.id,
      kind,
      before: template[kind],
      after: after[kind],
      reason: kind === 'status' ? (after.rejectionReason ?? after.pauseReason) : null,
      at,
    }));
  return { template: after, history };
}

const isNews = (knownAt: Date | null, at: Date): boolean => knownAt === null || at >= knownAt;

function withStatus(template: Heard, { status }: TemplateNews, at: Date): Heard {
  if (status === undefined || !isNews(template.statusAt, at)) return template;
  const { now, rejectionReason, recommendation, pauseReason, pausedForMs } = status;
  const pausedUntil = pausedForMs === null ? null : new Date(at.getTime() + pausedForMs);
  return {
    ...template,
    status: now,
    statusAt: at,
    rejectionReason,
    recommendation,
    pauseReason,
    pausedUntil,
  };
}

function withQuality(template: Heard, { quality }: TemplateNews, at: Date): Heard {
  if (quality === undefined || !isNews(template.qualityAt, at)) return template;
  return { ...template, quality, qualityAt: at };
}

function withCategory(template: Heard, { category: told }: TemplateNews, at: Date): Heard {
  if (told === undefined || !isNews(template.categoryAt, at)) return template;
  const category: TemplatePurpose = told.now ?? template.category;
  const previousCategory =
    told.now === null ? template.previousCategory : (told.previous ?? template.category);
  return { ...template, category, previousCategory, correctCategory: told.correct, categoryAt: at };
}
