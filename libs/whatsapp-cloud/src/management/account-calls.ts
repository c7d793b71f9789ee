import { fieldOf, idAt, textAt } from '../json-reading';
import { type HealthStatus, healthStatusIn } from './health-status';
import { type ManagementCalls, type ManagementOutcome, nodePath, SUCCESS } from './management-calls';
import { NUMBER_FIELDS, type NumberFacts, type NumberField, numberFactsIn } from './number-facts';
import { allPages, pageIn } from './pages';

export interface AccountAccess {
  readonly wabaId: string;
  readonly accessToken: string;
}

/** A WhatsApp Business Account (facts: cloud-api.md G). Words are of open lists; what was not told is null. */
export interface AccountFacts {
  readonly id: string;
  readonly name: string | null;
  readonly currency: string | null;
  readonly timeZoneId: string | null;
  readonly reviewStatus: string | null;
  readonly verificationStatus: string | null;
  readonly health: HealthStatus | null;
}

export const ACCOUNT_FIELDS = [
  'id',
  'name',
  'currency',
  'timezone_id',
  'account_review_status',
  'business_verification_status',
  'health_status',
] as const;

export type AccountField = (typeof ACCOUNT_FIELDS)[number];

/** An app that gets the webhooks of an account. */
export interface SubscribedApp {
  readonly appId: string | null;
  readonly name: string | null;
  /** Where the messages of this account go instead of to the app's own address. */
  readonly overrideCallbackUrl: string | null;
}

export interface CallbackOverride {
  readonly callbackUrl: string;
  /** What Meta shows that address before the override is taken. */
  readonly verifyToken: string;
}

export class AccountCalls {
  constructor(private readonly calls: ManagementCalls) {}

  get(
    { wabaId, accessToken }: AccountAccess,
    fields: readonly AccountField[] = ACCOUNT_FIELDS,
  ): Promise<ManagementOutcome<AccountFacts>> {
    return this.calls.make({
      method: 'GET',
      path: nodePath('wabaId', wabaId),
      query: { fields: fields.join(',') },
      accessToken,
      wanted: 'the id of the account',
      read: accountFactsIn,
    });
  }

  /** Every number of the account. */
  phoneNumbers(
    { wabaId, accessToken }: AccountAccess,
    fields: readonly NumberField[] = NUMBER_FIELDS,
  ): Promise<ManagementOutcome<NumberFacts[]>> {
    return allPages((after) =>
      this.calls.make({
        method: 'GET',
        path: nodePath('wabaId', wabaId, 'phone_numbers'),
        query: { fields: fields.join(','), limit: 100, after },
        accessToken,
        wanted: 'a list',
        read: (content) => pageIn(content, numberFactsIn),
      }),
    );
  }

  subscribedApps({ wabaId, accessToken }: AccountAccess): Promise<ManagementOutcome<SubscribedApp[]>> {
    return allPages((after) =>
      this.calls.make({
        method: 'GET',
        path: nodePath('wabaId', wabaId, 'subscribed_apps'),
        query: { after },
        accessToken,
        wanted: 'a list',
        read: (content) => pageIn(content, subscribedAppIn),
      }),
    );
  }

  /** Lets the app of the token get the webhooks of the account, at its own address or at another. May be repeated. */
  subscribe(
    { wabaId, accessToken }: AccountAccess,
    override?: CallbackOverride,
  ): Promise<ManagementOutcome<true>> {
    return this.calls.make({
      method: 'POST',
      path: nodePath('wabaId', wabaId, 'subscribed_apps'),
      ...(override !== undefined && {
        json: { override_callback_uri: override.callbackUrl, verify_token: override.verifyToken },
        secrets: [override.verifyToken],
      }),
      accessToken,
      ...SUCCESS,
    });
  }

  unsubscribe({ wabaId, accessToken }: AccountAccess): Promise<ManagementOutcome<true>> {
    return this.calls.make({
      method: 'DELETE',
      path: nodePath('wabaId', wabaId, 'subscribed_apps'),
      accessToken,
      ...SUCCESS,
    });
  }
}

function accountFactsIn(node: unknown): AccountFacts | null {
  const id = idAt(node, 'id');
  if (id === null) return null;
  return {
    id,
    name: textAt(node, 'name'),
    currency: textAt(node, 'currency'),
    timeZoneId: idAt(node, 'timezone_id'),
    reviewStatus: textAt(node, 'account_review_status'),
    verificationStatus: textAt(node, 'business_verification_status'),
    health: healthStatusIn(node),
  };
}

function subscribedAppIn(node: unknown): SubscribedApp {
  const app = fieldOf(node, 'whatsapp_business_api_data');
  return {
    appId: idAt(app, 'id'),
    name: textAt(app, 'name'),
    overrideCallbackUrl: textAt(node, 'override_callback_uri'),
  };
}
