import { healthOfAccount } from '../../onboarding/health-status';
import { field, textOrNull } from '../../sends/parameter';
import { jsonOf, type Edge, type GraphAccess, type GraphRequest, type MetaApp } from '../graph-call';
import { invalidParameter, type Answer } from '../graph-failure';
import { listed } from '../listing';
import { picked, type NodeType } from '../node-fields';
import { PHONE_NUMBER, phoneNumberNode } from './phone-number';
import { TEMPLATE_EDGES } from './templates';

const ACCOUNT: NodeType = {
  name: 'WhatsAppBusinessAccount',
  usual: ['name', 'timezone_id', 'message_template_namespace'],
};

const MAX_OVERRIDE_CHARACTERS = 200;

/** What can be done with an account, by edge and method; the edge '' is the account itself (facts G). */
export const ACCOUNT_EDGES: Readonly<Record<string, Readonly<Record<string, Edge>>>> = {
  '': {
    GET: (access, request, wabaId) =>
      picked(accountNode(access, wabaId), ACCOUNT, field(request.query, 'fields')),
  },
  phone_numbers: {
    GET: (access, request, wabaId) => {
      const numbers = access.numbers.ofAccount(wabaId);
      return listed(
        numbers.map((number) => phoneNumberNode(access, number)),
        PHONE_NUMBER,
        request,
      );
    },
    POST: (access, request, wabaId) => access.numberDesk.add(wabaId, jsonOf(request)),
  },
  ...TEMPLATE_EDGES,
  subscribed_apps: {
    GET: (access, _request, wabaId) => {
      const subscription = access.subscriptions.find(wabaId);
      if (subscription === null) return { data: [] };
      const { overrideUrl } = subscription;
      const override = overrideUrl === null ? {} : { override_callback_uri: overrideUrl };
      return { data: [{ whatsapp_business_api_data: appNode(access.app), ...override }] };
    },
    POST: subscribe,
    DELETE: (access, _request, wabaId) => {
      access.media.ledger.record({ kind: 'app.unsubscribed', wabaId });
      return { success: true };
    },
  },
};

function appNode({ id }: MetaApp): object {
  return { id, link: `https://www.facebook.com/games/?app_id=${id}`, name: 'Parley' };
}

function accountNode({ accounts }: GraphAccess, wabaId: string): Record<string, unknown> {
  const account = accounts.find(wabaId);
  return {
    id: wabaId,
    name: 'Parley Demo',
    currency: 'EUR',
    timezone_id: '1',
    message_template_namespace: 'b2c3d4e5_f6a7_8901_2345_6789abcdef01',
    account_review_status: account.reviewStatus,
    business_verification_status: 'verified',
    health_status: healthOfAccount(wabaId, account),
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
