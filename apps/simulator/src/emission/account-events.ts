import { randomBytes } from 'node:crypto';
import type { BusinessNumber } from '../settings';
import type { Emission } from './emission';

type ValueOf = (marker: string, number: BusinessNumber) => Record<string, unknown>;

// Beyond 2^53, as Meta's ids are: who reads it as a double loses the last digits.
const TEMPLATE_ID = 16893147010051571n;

const template = (marker: string) => ({
  message_template_id: Number(TEMPLATE_ID),
  message_template_name: marker,
  message_template_language: 'en-US',
});

/** Values by field. Where Meta's shape has room for words of the account, the marker is there. */
const FIELDS = {
  message_template_status_update: (marker) => ({
    event: 'APPROVED',
    ...template(marker),
    reason: null,
    message_template_category: 'MARKETING',
  }),
  message_template_quality_update: (marker) => ({
    previous_quality_score: 'GREEN',
    new_quality_score: 'YELLOW',
    ...template(marker),
  }),
  message_template_components_update: (marker) => ({
    ...template(marker),
    message_template_element: 'Hi {{1}}',
  }),
  template_category_update: (marker) => ({
    ...template(marker),
    previous_category: 'UTILITY',
    new_category: 'MARKETING',
  }),
  phone_number_name_update: (marker, { displayPhoneNumber }) => ({
    display_phone_number: displayPhoneNumber,
    decision: 'APPROVED',
    requested_verified_name: marker,
    rejection_reason: null,
  }),
  account_alerts: (marker, { phoneNumberId }) => ({
    entity_type: 'PHONE_NUMBER',
    entity_id: phoneNumberId,
    alert_info: {
      alert_severity: 'INFORMATIONAL',
      alert_status: 'NONE',
      alert_type: 'OBA_APPROVED',
      alert_description: marker,
    },
  }),
  flows: (marker) => ({
    event: 'FLOW_STATUS_CHANGE',
    flow_id: '6627390910605886',
    message: marker,
    old_status: 'DRAFT',
    new_status: 'PUBLISHED',
  }),
  payment_configuration_update: (marker) => ({
    configuration_name: marker,
    provider_name: 'razorpay',
    provider_mid: 'acc_GP4lfNA0iIMn5B',
    status: 'Needs Testing',
    created_timestamp: 1748827100,
    updated_timestamp: 1748827200,
  }),
  /** A field that nobody documents. */
  tracking_events: (marker) => ({ tracking: [{ id: marker, occurred: true }] }),
  phone_number_quality_update: (_marker, { displayPhoneNumber }) => ({
    display_phone_number: displayPhoneNumber,
    event: 'THROUGHPUT_UPGRADE',
    max_daily_conversations_per_business: 'TIER_UNLIMITED',
  }),
  account_update: () => ({
    event: 'ACCOUNT_VIOLATION',
    violation_info: { violation_type: 'SCAM' },
  }),
  account_review_update: () => ({ decision: 'APPROVED' }),
  account_settings_update: (_marker, { phoneNumberId }) => ({
    messaging_product: 'whatsapp',
    timestamp: '1790000000',
    type: 'PHONE_NUMBER_SETTINGS',
    phone_number_settings: { phone_number_id: phoneNumberId, calling: { status: 'ENABLED' } },
  }),
  business_capability_update: () => ({
    max_daily_conversations_per_business: 2000,
    max_phone_numbers_per_waba: 25,
  }),
  security: (_marker, { displayPhoneNumber }) => ({
    display_phone_number: displayPhoneNumber,
    event: 'PIN_CHANGED',
    requester: '61555822107539',
  }),
} satisfies Record<string, ValueOf>;

export type AccountField = keyof typeof FIELDS;

export const ACCOUNT_FIELDS = Object.keys(FIELDS) as AccountField[];

/** Those in which a marker can be found again. */
export const MARKED_ACCOUNT_FIELDS = ACCOUNT_FIELDS.slice(
  0,
  ACCOUNT_FIELDS.indexOf('phone_number_quality_update'),
);

export function isAccountField(name: string): name is AccountField {
  return Object.hasOwn(FIELDS, name);
}

/** News of the account. `more` goes over Meta's example. */
export function accountEmission(
  number: BusinessNumber,
  field: AccountField,
  at: number,
  more: Readonly<Record<string, unknown>> = {},
): Emission {
  const isMarked = MARKED_ACCOUNT_FIELDS.includes(field);
  const marker = isMarked ? `sim_${randomBytes(8).toString('hex')}` : '';
  return {
    number,
    field,
    value: { ...FIELDS[field](marker, number), ...more },
    time: Math.floor(at / 1000),
    events: [{ type: 'account', field, marker, wabaId: number.wabaId }],
  };
}
