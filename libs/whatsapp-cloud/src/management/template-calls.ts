import { idAt, listAt, numberAt, textAt, fieldOf } from '../json-reading';
import type { AccountAccess } from './account-calls';
import { type ManagementCalls, type ManagementOutcome, nodePath, SUCCESS } from './management-calls';
import { allPages, pageIn } from './pages';

/** What Meta made of a template that was handed in: it may have changed the category. Words of an open list. */
export interface SubmittedTemplate {
  readonly id: string;
  readonly status: string | null;
  readonly category: string | null;
}

/** A template as Graph tells of it (facts: cloud-api.md E). What was not asked for, or is new to us, is null. */
export interface GraphTemplate {
  readonly id: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly status: string | null;
  readonly category: string | null;
  readonly previousCategory: string | null;
  /** What Meta holds it for, where that is not its category. */
  readonly correctCategory: string | null;
  readonly subCategory: string | null;
  /** GREEN, YELLOW, RED, UNKNOWN. */
  readonly quality: string | null;
  readonly rejectedReason: string | null;
  readonly parameterFormat: string | null;
  readonly timeToLiveSeconds: number | null;
  readonly components: readonly unknown[];
}

export interface TemplateFilter {
  readonly name?: string;
  readonly status?: string;
  readonly language?: string;
}

/** What is asked for unless told; one that Graph does not have in its version is refused with all of them. */
export const TEMPLATE_FIELDS: readonly string[] = [
  'id',
  'name',
  'language',
  'status',
  'category',
  'previous_category',
  'correct_category',
  'sub_category',
  'quality_score',
  'rejected_reason',
  'parameter_format',
  'components',
];
const PAGE_SIZE = 100;

/** Approved message templates. The body of a template is Meta's own shape; nothing of it is judged here. */
export class TemplateCalls {
  constructor(private readonly calls: ManagementCalls) {}

  create(
    { wabaId, accessToken }: AccountAccess,
    template: object,
  ): Promise<ManagementOutcome<SubmittedTemplate>> {
    return this.calls.make({
      method: 'POST',
      path: nodePath('wabaId', wabaId, 'message_templates'),
      json: template,
      accessToken,
      wanted: 'the id of the template',
      read: submittedIn,
    });
  }

  /** Replaces the components as a whole, or changes category or lifetime. Meta reviews it anew. */
  edit(accessToken: string, templateId: string, change: object): Promise<ManagementOutcome<true>> {
    return this.calls.make({
      method: 'POST',
      path: nodePath('templateId', templateId),
      json: change,
      accessToken,
      ...SUCCESS,
    });
  }

  /** All languages of that name, or the one that has `templateId`. Its name is not free again for 30 days. */
  delete(
    { wabaId, accessToken }: AccountAccess,
    { name, templateId }: { name: string; templateId?: string },
  ): Promise<ManagementOutcome<true>> {
    return this.calls.make({
      method: 'DELETE',
      path: nodePath('wabaId', wabaId, 'message_templates'),
      query: { name, hsm_id: templateId },
      accessToken,
      ...SUCCESS,
    });
  }

  /** Ends the pause of pacing, which does not end by itself. */
  unpause(accessToken: string, templateId: string): Promise<ManagementOutcome<true>> {
    return this.calls.make({
      method: 'POST',
      path: nodePath('templateId', templateId, 'unpause'),
      accessToken,
      ...SUCCESS,
    });
  }

  get(
    accessToken: string,
    templateId: string,
    fields = TEMPLATE_FIELDS,
  ): Promise<ManagementOutcome<GraphTemplate>> {
    return this.calls.make({
      method: 'GET',
      path: nodePath('templateId', templateId),
      query: { fields: fields.join(',') },
      accessToken,
      wanted: 'the id of the template',
      read: templateIn,
    });
  }

  /** Every template of the account, however many pages that takes. */
  list(
    { wabaId, accessToken }: AccountAccess,
    filter: TemplateFilter = {},
    fields = TEMPLATE_FIELDS,
  ): Promise<ManagementOutcome<GraphTemplate[]>> {
    return allPages((after) =>
      this.calls.make({
        method: 'GET',
        path: nodePath('wabaId', wabaId, 'message_templates'),
        query: { ...filter, fields: fields.join(','), limit: PAGE_SIZE, after },
        accessToken,
        wanted: 'a list',
        read: (content) => pageIn(content, templateIn),
      }),
    );
  }
}

function submittedIn(content: unknown): SubmittedTemplate | null {
  const id = idAt(content, 'id');
  return id === null
    ? null
    : { id, status: textAt(content, 'status'), category: textAt(content, 'category') };
}

function templateIn(node: unknown): GraphTemplate | null {
  const id = idAt(node, 'id');
  if (id === null) return null;
  return {
    id,
    name: textAt(node, 'name'),
    language: textAt(node, 'language'),
    status: textAt(node, 'status'),
    category: textAt(node, 'category'),
    previousCategory: textAt(node, 'previous_category'),
    correctCategory: textAt(node, 'correct_category'),
    subCategory: textAt(node, 'sub_category'),
    quality: textAt(fieldOf(node, 'quality_score'), 'score'),
    rejectedReason: textAt(node, 'rejected_reason'),
    parameterFormat: textAt(node, 'parameter_format'),
    timeToLiveSeconds: numberAt(node, 'message_send_ttl_seconds'),
    components: listAt(node, 'components'),
  };
}
