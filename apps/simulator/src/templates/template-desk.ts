import { randomInt } from 'node:crypto';
import type { SimulatedClock } from '../clock';
import { failureOf } from '../graph/error-table';
import { invalidParameter, type GraphFailure } from '../graph/graph-failure';
import type { Ledger } from '../ledger/ledger';
import type { ManagementLimit } from '../limits/limit-settings';
import { writtenOut } from './creation/authentication';
import type { HandleTypes } from './creation/components';
import { readEdit, type Draft } from './creation/draft';
import { checkDraft, checkTtl } from './creation/draft-check';
import { templateRefusal } from './creation/template-refusal';
import { duesWith } from './decision';
import type { Reviewer } from './reviewer';
import { hasSentinel } from './sentinel-names';
import type { Template, TemplatePart } from './template';
import { componentsNews, statusNews, type TemplateNews } from './template-news';
import { DAY_MS, type Templates } from './templates';

/** Facts D: of a verified account with an approved name. */
const MAX_TEMPLATES = 6_000;
const EDITABLE: readonly string[] = ['APPROVED', 'REJECTED', 'PAUSED'];

export interface TemplateDeskParts {
  templates: Templates;
  reviewer: Reviewer;
  clock: SimulatedClock;
  ledger: Ledger;
  handles: HandleTypes;
  reviewMs: number;
  /** null: the figures for creating and editing are not kept. */
  limit: () => ManagementLimit | null;
  tell: (wabaId: string, news: TemplateNews, subject: string) => void;
}

/** What a business does with its templates through Graph. */
export class TemplateDesk {
  constructor(private readonly parts: TemplateDeskParts) {}

  create(wabaId: string, draft: Draft): Template | GraphFailure {
    const { templates, handles, limit } = this.parts;
    const failure = checkDraft(draft, handles) ?? this.checkName(wabaId, draft);
    if (failure) return failure;
    const most = limit()?.templatesPerHour;
    if (most !== undefined && templates.createdWithinAnHour(wabaId) >= most) return failureOf(80008);
    const isReclassified = hasSentinel(draft, 'reclassifiedAtOnce') && draft.category === 'UTILITY';
    const template = this.submitted({
      ...draft,
      ...(isReclassified && {
        category: 'MARKETING' as const,
        life: { previousCategory: 'UTILITY' as const },
      }),
      components: storedParts(draft),
      id: newTemplateId(),
      wabaId,
      status: 'PENDING',
      isPaced: false,
    });
    this.parts.ledger.record({ kind: 'template.set', template, by: 'creation' });
    return hasSentinel(draft, 'approvedAtOnce')
      ? this.parts.reviewer.decide(template, { decision: 'approve' })
      : template;
  }

  /** @param body as it came */
  edit(template: Template, body: unknown): GraphFailure | null {
    const wanted = readEdit(body);
    if (wanted === null) return invalidParameter('The parameter components is required.');
    if ('httpStatus' in wanted) return wanted;
    const failure = this.checkEdit(template, wanted);
    if (failure) return failure;
    const draft = { ...draftOf(template), ...wanted };
    // What stays as it is stays unread: a stored authentication template is no draft any more.
    const isRead = wanted.components !== undefined || draft.category !== template.category;
    const fault = isRead ? checkDraft(draft, this.parts.handles) : checkTtl(draft);
    if (fault) return fault;
    const after = this.submitted({
      ...template,
      ...wanted,
      components: wanted.components === undefined ? template.components : storedParts(draft),
      status: 'PENDING',
    });
    this.parts.ledger.record({ kind: 'template.set', template: after, by: 'edit' });
    if (wanted.components !== undefined) this.parts.tell(after.wabaId, componentsNews(after), after.name);
    return null;
  }

  /** One of them, or all languages of a name. */
  delete(wabaId: string, { name, id }: { name: string; id: string | null }): GraphFailure | null {
    const { templates, ledger, tell } = this.parts;
    const found = templates
      .ofAccount(wabaId)
      .filter((template) => template.name === name && (id === null || template.id === id));
    if (found.length === 0)
      return templateRefusal(null, 'Message template not found', `There is no template ${name} to delete.`);
    if (found.some(({ status }) => status === 'DISABLED'))
      return templateRefusal(
        'statusCannotChange',
        "Status can't change",
        'A disabled template cannot be deleted.',
      );
    for (const template of found) {
      const { id: templateId, language } = template;
      ledger.record({ kind: 'template.deleted', template: { id: templateId, wabaId, name, language } });
      tell(wabaId, statusNews(template, 'DELETED'), name);
    }
    return null;
  }

  /** Only what was paused for its pacing waits for this (facts E). */
  unpause(template: Template): GraphFailure | null {
    if (template.status !== 'PAUSED' || template.life?.pauseKind !== 'RATE_LIMITING_PAUSE')
      return templateRefusal(
        'statusCannotChange',
        "Status can't change",
        'The template is not paused for its pacing.',
      );
    this.parts.reviewer.decide(template, { decision: 'unpause' });
    return null;
  }

  private checkName(wabaId: string, draft: Draft): GraphFailure | null {
    const { templates } = this.parts;
    const { name, language } = draft;
    if (templates.find(wabaId, name, language))
      return templateRefusal(
        'languageExists',
        'Content in This Language Already Exists',
        `There is already ${language} content for this template. You can create a new template and try again.`,
      );
    if (templates.isNameBlocked({ wabaId, name, language }))
      return templateRefusal(
        'languageBeingDeleted',
        'Message Template Language is Being Deleted',
        `New ${language} content can't be added while the existing ${language} content is being deleted. Try again in 4 weeks.`,
      );
    return templates.ofAccount(wabaId).length < MAX_TEMPLATES
      ? null
      : templateRefusal(
          'tooManyTemplates',
          'Template limit exceeded',
          `There are ${MAX_TEMPLATES} templates already.`,
        );
  }

  private checkEdit(template: Template, wanted: Partial<Draft>): GraphFailure | null {
    if (!EDITABLE.includes(template.status))
      return templateRefusal(
        'statusCannotChange',
        "Status can't change",
        `A template that is ${template.status} cannot be edited.`,
      );
    if (template.status !== 'APPROVED') return null;
    if (wanted.category !== undefined && wanted.category !== template.category)
      return templateRefusal(
        null,
        "Category can't change",
        'The category of an approved template cannot be edited.',
      );
    const limit = this.parts.limit();
    if (limit === null) return null;
    const { templates } = this.parts;
    const isTooOften =
      templates.editedWithin(template.id, DAY_MS) >= limit.editsPerDay ||
      templates.editedWithin(template.id, 30 * DAY_MS) >= limit.editsPerThirtyDays;
    return isTooOften
      ? templateRefusal(
          null,
          'Edited too often',
          'An approved template can be edited once a day and ten times in 30 days.',
        )
      : null;
  }

  /** Waits for its review. */
  private submitted(template: Template): Template {
    const at = this.parts.clock.now() + this.parts.reviewMs;
    const life = { ...template.life, due: duesWith(template.life, 'unpause', undefined) };
    return { ...template, life: { ...life, due: duesWith(life, 'review', at) } };
  }
}

function draftOf(template: Template): Draft {
  const { name, language, category, parameter_format, components, message_send_ttl_seconds: ttl } = template;
  return {
    name,
    language,
    category,
    parameter_format,
    ...(ttl !== undefined && { message_send_ttl_seconds: ttl }),
    components: components as Draft['components'],
  };
}

function storedParts({ category, components }: Draft): readonly TemplatePart[] {
  return category === 'AUTHENTICATION' ? writtenOut(components) : (components as readonly TemplatePart[]);
}

/** Of 17 digits, as Meta's are: who reads it as a double loses the last one. */
export function newTemplateId(): string {
  return `${randomInt(10, 99)}${Array.from({ length: 15 }, () => randomInt(0, 10)).join('')}`;
}
