import type { Template } from '../../templates/template';
import type { GraphAccess, GraphRequest } from '../graph-call';
import { jsonOf } from '../graph-call';
import { field, textOrNull } from '../../sends/parameter';
import { invalidParameter, unknownObject, type GraphFailure } from '../graph-failure';
import { picked, type NodeType } from '../node-fields';
import { pageOf, type Page } from '../paging';
import { PHONE_NUMBER, phoneNumberNode } from './phone-number';

const ACCOUNT: NodeType = {
  name: 'WhatsAppBusinessAccount',
  usual: ['name', 'timezone_id', 'message_template_namespace'],
};

export const TEMPLATE: NodeType = {
  name: 'MessageTemplate',
  usual: ['name', 'parameter_format', 'components', 'language', 'status', 'category'],
};

const APP = {
  id: '670843887433847',
  link: 'https://www.facebook.com/games/?app_id=670843887433847',
  name: 'Parley',
};
const MAX_OVERRIDE_CHARACTERS = 200;

type Answer = object | GraphFailure;
type Edge = (access: GraphAccess, request: GraphRequest, wabaId: string) => Answer;

/** What can be done with an account, by edge and method; the edge '' is the account itself (facts G). */
export const ACCOUNT_EDGES: Readonly<Record<string, Readonly<Record<string, Edge>>>> = {
  '': {
    GET: (_access, request, wabaId) => picked(accountNode(wabaId), ACCOUNT, field(request.query, 'fields')),
  },
  phone_numbers: {
    GET: (access, request, wabaId) => {
      const { limits } = access.limits.state();
      const numbers = access.numbers.ofAccount(wabaId);
      return listed(
        numbers.map((number) => phoneNumberNode({ limits, webhookUrl: null }, number)),
        PHONE_NUMBER,
        request,
      );
    },
  },
  message_templates: { GET: listTemplates },
  subscribed_apps: {
    GET: (access, _request, wabaId) => {
      const subscription = access.subscriptions.find(wabaId);
      if (subscription === null) return { data: [] };
      const { overrideUrl } = subscription;
      const override = overrideUrl === null ? {} : { override_callback_uri: overrideUrl };
      return { data: [{ whatsapp_business_api_data: APP, ...override }] };
    },
    POST: subscribe,
    DELETE: (access, _request, wabaId) => {
      access.media.ledger.record({ kind: 'app.unsubscribed', wabaId });
      return { success: true };
    },
  },
};

/** `GET /{template-id}`. */
export function describeTemplate(template: Template, request: GraphRequest): Answer {
  if (request.method !== 'GET') return unknownObject(request.method, template.id);
  return picked(templateNode(template), TEMPLATE, field(request.query, 'fields'));
}

function accountNode(wabaId: string): Record<string, unknown> {
  return {
    id: wabaId,
    name: 'Parley Demo',
    currency: 'EUR',
    timezone_id: '1',
    message_template_namespace: 'b2c3d4e5_f6a7_8901_2345_6789abcdef01',
    account_review_status: 'APPROVED',
    business_verification_status: 'verified',
    health_status: {
      can_send_message: 'AVAILABLE',
      entities: [{ entity_type: 'WABA', id: wabaId, can_send_message: 'AVAILABLE' }],
    },
  };
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

function templateNode(template: Template): { id: string } & Record<string, unknown> {
  const { wabaId: _wabaId, isPaced: _isPaced, ...node } = template;
  return {
    ...node,
    quality_score: { score: 'UNKNOWN', date: 1_790_000_000 },
    rejected_reason: template.status === 'REJECTED' ? 'INVALID_FORMAT' : 'NONE',
    correct_category: template.category,
    previous_category: template.category,
  };
}

function subscribe(access: GraphAccess, request: GraphRequest, wabaId: string): Answer {
  const body = jsonOf(request);
  const overrideUrl = field(body, 'override_callback_uri');
  if (overrideUrl !== undefined) {
    if (typeof overrideUrl !== 'string' || !URL.canParse(overrideUrl))
      return invalidParameter('Param override_callback_uri must be a valid URI.');
    if (overrideUrl.length > MAX_OVERRIDE_CHARACTERS)
      return invalidParameter(
        `Param override_callback_uri must be at most ${MAX_OVERRIDE_CHARACTERS} characters long.`,
      );
    if (textOrNull(field(body, 'verify_token')) === null)
      return invalidParameter('The parameter verify_token is required.');
  }
  access.media.ledger.record({ kind: 'app.subscribed', wabaId, overrideUrl: textOrNull(overrideUrl) });
  return { success: true };
}

/** A page of nodes with the fields that were asked for. */
function listed(
  nodes: readonly ({ id: string } & Record<string, unknown>)[],
  type: NodeType,
  request: GraphRequest,
): Page<Record<string, unknown>> | GraphFailure {
  const page = pageOf(nodes, new URL(request.url, `http://${request.headers.host ?? 'localhost'}`));
  if ('httpStatus' in page) return page;
  const data: Record<string, unknown>[] = [];
  for (const node of page.data) {
    const fields = picked(node, type, field(request.query, 'fields'));
    if (isFailure(fields)) return fields;
    data.push(fields);
  }
  return { ...page, data };
}

function isFailure(answer: object): answer is GraphFailure {
  return 'httpStatus' in answer;
}
