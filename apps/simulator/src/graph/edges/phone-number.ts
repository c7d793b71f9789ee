import { healthOfNumber } from '../../onboarding/health-status';
import { statusOf } from '../../onboarding/sending-state';
import type { BusinessNumber } from '../../settings';
import type { Subscription } from '../../subscriptions';
import type { GraphAccess } from '../graph-call';
import type { NodeType } from '../node-fields';

export const PHONE_NUMBER: NodeType = {
  name: 'WhatsAppBusinessPhoneNumber',
  usual: [
    'verified_name',
    'code_verification_status',
    'display_phone_number',
    'quality_rating',
    'platform_type',
    'throughput',
    'last_onboarded_time',
  ],
};

/** All that Graph knows of a number (facts G). */
export function phoneNumberNode(
  {
    limits,
    accounts,
    app,
    subscriptions,
  }: Pick<GraphAccess, 'limits' | 'accounts' | 'app' | 'subscriptions'>,
  number: BusinessNumber,
): { id: string } & Record<string, unknown> {
  const { phoneNumberId, wabaId, displayPhoneNumber, verifiedName = 'Parley Demo' } = number;
  const account = accounts.find(wabaId);
  return {
    id: phoneNumberId,
    display_phone_number: displayed(displayPhoneNumber),
    verified_name: verifiedName,
    quality_rating: number.qualityRating ?? 'GREEN',
    code_verification_status: number.codeVerification ?? 'VERIFIED',
    name_status: number.nameStatus ?? 'APPROVED',
    new_name_status: number.newName === undefined ? 'NONE' : 'PENDING_REVIEW',
    status: statusOf(number, account),
    platform_type: number.isUnregistered ? 'NOT_APPLICABLE' : 'CLOUD_API',
    throughput: { level: number.isUnregistered ? 'NOT_APPLICABLE' : (number.throughput ?? 'STANDARD') },
    account_mode: 'LIVE',
    is_official_business_account: false,
    is_on_biz_app: number.isOnBizApp ?? false,
    is_pin_enabled: !number.isUnregistered || number.pin !== undefined,
    whatsapp_business_manager_messaging_limit:
      account.messagingLimit ?? tierOf(limits.state().limits.portfolio?.uniqueRecipients),
    last_onboarded_time: '2026-01-01T00:00:00+0000',
    health_status: healthOfNumber(number, account),
    webhook_configuration: {
      ...(number.overrideUrl !== undefined && { phone_number: number.overrideUrl }),
      ...overrideOf(subscriptions.find(wabaId)),
      application: app.webhookUrl,
    },
  };
}

function overrideOf(subscription: Subscription | null): object {
  return subscription?.overrideUrl ? { whatsapp_business_account: subscription.overrideUrl } : {};
}

function tierOf(uniqueRecipients: number | undefined): string {
  if (uniqueRecipients === undefined) return 'TIER_UNLIMITED';
  const tiers = [250, 2_000, 10_000, 100_000];
  const tier = tiers.find((size) => uniqueRecipients <= size);
  if (tier === undefined) return 'TIER_UNLIMITED';
  return `TIER_${tier < 1_000 ? tier : `${tier / 1_000}K`}`;
}

/** As Meta writes it: North American numbers in groups, others with a plus alone. */
function displayed(digits: string): string {
  const [, area, exchange, line] = /^1(\d{3})(\d{3})(\d{4})$/.exec(digits) ?? [];
  return area === undefined ? `+${digits}` : `+1 ${area}-${exchange}-${line}`;
}
