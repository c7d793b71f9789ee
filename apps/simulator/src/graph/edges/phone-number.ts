import type { LimitSettings } from '../../limits/limit-settings';
import type { BusinessNumber } from '../../settings';
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
  { limits, webhookUrl }: { limits: LimitSettings; webhookUrl: string | null },
  number: BusinessNumber,
): { id: string } & Record<string, unknown> {
  const { phoneNumberId, displayPhoneNumber, verifiedName = 'Parley Demo', status = 'CONNECTED' } = number;
  return {
    id: phoneNumberId,
    display_phone_number: displayed(displayPhoneNumber),
    verified_name: verifiedName,
    quality_rating: number.qualityRating ?? 'GREEN',
    code_verification_status: 'VERIFIED',
    name_status: 'APPROVED',
    new_name_status: 'NONE',
    status,
    platform_type: 'CLOUD_API',
    throughput: { level: number.throughput ?? 'STANDARD' },
    account_mode: 'LIVE',
    is_official_business_account: false,
    is_on_biz_app: number.isOnBizApp ?? false,
    is_pin_enabled: true,
    whatsapp_business_manager_messaging_limit: tierOf(limits.portfolio?.uniqueRecipients),
    last_onboarded_time: '2026-01-01T00:00:00+0000',
    health_status: {
      can_send_message: status === 'CONNECTED' ? 'AVAILABLE' : 'BLOCKED',
      entities: [
        {
          entity_type: 'PHONE_NUMBER',
          id: phoneNumberId,
          can_send_message: status === 'CONNECTED' ? 'AVAILABLE' : 'BLOCKED',
        },
        { entity_type: 'WABA', id: number.wabaId, can_send_message: 'AVAILABLE' },
      ],
    },
    webhook_configuration: webhookUrl === null ? {} : { application: webhookUrl },
  };
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
