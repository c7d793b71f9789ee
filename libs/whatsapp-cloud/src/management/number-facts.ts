import { fieldOf, flagAt, idAt, textAt } from '../json-reading';
import { type HealthStatus, healthStatusIn } from './health-status';

/** A number as Graph tells of it (facts: cloud-api.md G). Words are of open lists; what was not told is null. */
export interface NumberFacts {
  readonly id: string;
  readonly displayPhoneNumber: string | null;
  readonly verifiedName: string | null;
  /** CONNECTED is the only one that can send. */
  readonly status: string | null;
  readonly qualityRating: string | null;
  readonly codeVerificationStatus: string | null;
  readonly nameStatus: string | null;
  readonly newNameStatus: string | null;
  readonly platformType: string | null;
  readonly throughputLevel: string | null;
  readonly accountMode: string | null;
  /** With how many people all numbers of the portfolio may begin in 24 h: TIER_250, TIER_2K, ... */
  readonly messagingLimit: string | null;
  readonly isOfficialBusinessAccount: boolean | null;
  /** It is in the WhatsApp Business app as well (coexistence): neither registered nor deregistered by us. */
  readonly isOnBizApp: boolean | null;
  /** Where webhooks go, from the most special to the most general. */
  readonly webhooks: {
    readonly number: string | null;
    readonly account: string | null;
    readonly app: string | null;
  };
  readonly health: HealthStatus | null;
}

/** What is asked for unless told; one that Graph does not have in its version is refused with all of them. */
export const NUMBER_FIELDS = [
  'id',
  'display_phone_number',
  'verified_name',
  'status',
  'quality_rating',
  'code_verification_status',
  'name_status',
  'new_name_status',
  'platform_type',
  'throughput',
  'account_mode',
  'whatsapp_business_manager_messaging_limit',
  'is_official_business_account',
  'is_on_biz_app',
  'webhook_configuration',
  'health_status',
] as const;

export type NumberField = (typeof NUMBER_FIELDS)[number];

export function numberFactsIn(node: unknown): NumberFacts | null {
  const id = idAt(node, 'id');
  if (id === null) return null;
  const webhooks = fieldOf(node, 'webhook_configuration');
  return {
    id,
    displayPhoneNumber: textAt(node, 'display_phone_number'),
    verifiedName: textAt(node, 'verified_name'),
    status: textAt(node, 'status'),
    qualityRating: textAt(node, 'quality_rating'),
    codeVerificationStatus: textAt(node, 'code_verification_status'),
    nameStatus: textAt(node, 'name_status'),
    newNameStatus: textAt(node, 'new_name_status'),
    platformType: textAt(node, 'platform_type'),
    throughputLevel: textAt(fieldOf(node, 'throughput'), 'level'),
    accountMode: textAt(node, 'account_mode'),
    messagingLimit: textAt(node, 'whatsapp_business_manager_messaging_limit'),
    isOfficialBusinessAccount: flagAt(node, 'is_official_business_account'),
    isOnBizApp: flagAt(node, 'is_on_biz_app'),
    webhooks: {
      number: textAt(webhooks, 'phone_number'),
      account: textAt(webhooks, 'whatsapp_business_account'),
      app: textAt(webhooks, 'application'),
    },
    health: healthStatusIn(node),
  };
}
