import { field, textOrNull } from '../../sends/parameter';
import { readDraft, type Draft } from '../../templates/creation/draft';
import { isLanguage } from '../../templates/creation/languages';
import type { Template, TemplateLife } from '../../templates/template';
import { jsonOf, type Edge, type GraphAccess, type GraphRequest } from '../graph-call';
import { invalidParameter, isFailure, unknownObject, unknownPath, type Answer } from '../graph-failure';
import { listed } from '../listing';
import { picked, type NodeType } from '../node-fields';

const TEMPLATE: NodeType = {
  name: 'MessageTemplate',
  usual: ['name', 'parameter_format', 'components', 'language', 'status', 'category'],
};

/** Nobody rated it yet. */
const UNRATED = { score: 'UNKNOWN', since: 1_790_000_000 } as const;
const MAX_LANGUAGES = 100;

/** What can be done with an account's templates (facts E). */
export const TEMPLATE_EDGES: Readonly<Record<string, Readonly<Record<string, Edge>>>> = {
  message_templates: { GET: listTemplates, POST: create, DELETE: remove },
  upsert_message_templates: { POST: upsert },
};

/** `GET` and `POST /{template-id}`, and `POST /{template-id}/unpause`. */
export function answerOfTemplate(
  access: GraphAccess,
  request: GraphRequest,
  template: Template,
  edge: string,
): Answer {
  const { method } = request;
  if (edge === '' && method === 'GET')
    return picked(templateNode(template), TEMPLATE, field(request.query, 'fields'));
  if (edge === '' && method === 'POST')
    return access.desk.edit(template, jsonOf(request)) ?? { success: true };
  if (edge === 'unpause' && method === 'POST') return access.desk.unpause(template) ?? { success: true };
  return ['', 'unpause'].includes(edge) ? unknownObject(method, template.id) : unknownPath(`/${edge}`);
}

/** By status, name, language and category, as Graph filters them. */
function listTemplates(access: GraphAccess, request: GraphRequest, wabaId: string): Answer {
  const wanted = (name: string): string | null => textOrNull(field(request.query, name));
  const [status, name, language, category] = ['status', 'name', 'language', 'category'].map(wanted);
  const found = access.templates
    .ofAccount(wabaId)
    .filter(
      (template) =>
        (!status || template.status === status.toUpperCase()) &&
        (!name || template.name.includes(name)) &&
        (!language || template.language === language) &&
        (!category || template.category === category.toUpperCase()),
    );
  return listed(found.map(templateNode), TEMPLATE, request);
}

function create(access: GraphAccess, request: GraphRequest, wabaId: string): Answer {
  const draft = readDraft(jsonOf(request));
  if (isFailure(draft)) return draft;
  const template = access.desk.create(wabaId, draft);
  return isFailure(template) ? template : created(template);
}

function created({ id, status, category }: Template): object {
  return { id, status, category };
}

function remove(access: GraphAccess, request: GraphRequest, wabaId: string): Answer {
  const name = textOrNull(field(request.query, 'name'));
  if (name === null) return invalidParameter('The parameter name is required.');
  const id = textOrNull(field(request.query, 'hsm_id'));
  return access.desk.delete(wabaId, { name, id }) ?? { success: true };
}

/** One authentication template in several languages, created where it is new and edited where it is not. */
function upsert(access: GraphAccess, request: GraphRequest, wabaId: string): Answer {
  const body = jsonOf(request);
  const languages = field(body, 'languages');
  if (!Array.isArray(languages) || languages.length === 0 || languages.length > MAX_LANGUAGES)
    return invalidParameter('The parameter languages is required.');
  const unknown = languages.find((language) => typeof language !== 'string' || !isLanguage(language));
  if (unknown !== undefined) return invalidParameter('Param languages has one that is not supported.');
  const drafts: Draft[] = [];
  for (const language of languages as string[]) {
    const draft = readDraft({ ...(body as object), language });
    if (isFailure(draft)) return draft;
    if (draft.category !== 'AUTHENTICATION')
      return invalidParameter('Param category must be one of {AUTHENTICATION}.');
    drafts.push(draft);
  }
  const data: object[] = [];
  for (const draft of drafts) {
    const known = access.templates.find(wabaId, draft.name, draft.language);
    const failure = known ? access.desk.edit(known, body) : null;
    if (failure) return failure;
    const template = known
      ? access.templates.find(wabaId, draft.name, draft.language)
      : access.desk.create(wabaId, draft);
    if (template === undefined || isFailure(template)) return template ?? unknownObject('POST', wabaId);
    data.push({ id: template.id, status: template.status, language: template.language });
  }
  return { data };
}

function templateNode(template: Template): { id: string } & Record<string, unknown> {
  const { wabaId: _wabaId, isPaced: _isPaced, life: lived, ...node } = template;
  const life: TemplateLife = lived ?? {};
  const { score, since } = life.quality ?? UNRATED;
  return {
    ...node,
    ...(node.message_send_ttl_seconds === undefined && { message_send_ttl_seconds: null }),
    ...(node.sub_category === undefined && { sub_category: null }),
    quality_score: { score, date: since },
    rejected_reason: template.status === 'REJECTED' ? (life.rejectedReason ?? 'INVALID_FORMAT') : 'NONE',
    correct_category: life.correctCategory ?? template.category,
    previous_category: life.previousCategory ?? template.category,
  };
}
