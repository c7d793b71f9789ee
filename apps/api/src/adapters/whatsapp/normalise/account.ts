import { AccountElement, Whereabouts } from '../../../messaging';
import { Change, Reader } from './change';
import { asId, asList, asRecord, asText, asTime, asWord, beginningOf, digitsOf, Json } from './reading';

const MAX_FIELD_LENGTH = 64;
const MAX_SUBJECT_LENGTH = 240;

/** News of the account; also whatever nobody has told us of yet. */
export function newsOf(change: Change): AccountElement[] {
  const field = actualField(change);
  const groups = asList(change.value.groups);
  if (field.startsWith('group_') && groups.length > 0)
    return groups.map((group) => element(change, field, group));
  return [{ ...element(change, field, change.value), whereabouts: whereaboutsOf(change) }];
}

/** An error that is not of one message: a limit, a number that may not be used. */
export const valueError: Reader = (change, raw) => ({
  ...element(change, change.field, raw),
  occurredAt: change.occurredAt ?? timeBeside(change),
  event: 'error',
  subject: asWord(asRecord(raw)?.code) ?? null,
});

/** An error has no time; what came with it has. */
function timeBeside({ value }: Change): string | null {
  const beside = ['messages', 'statuses', 'calls'].flatMap((list) => asList(value[list]).slice(0, 1));
  return beside.map((raw) => asTime(asRecord(raw)?.timestamp)).find((time) => time !== undefined) ?? null;
}

/** What somebody did with a message beyond reading it, such as following a link of a campaign. */
export const userAction: Reader = (change, raw) => {
  const action = asRecord(raw) ?? {};
  const type = asWord(action.action_type);
  const data = type === undefined ? undefined : asRecord(action[`${type}_data`]);
  return {
    ...element(change, change.field, raw),
    event: type ?? null,
    subject: asId(data?.click_id) ?? null,
  };
};

/** Lists that we have not heard of, beside those that we have. */
export function unheardOf(change: Change, known: ReadonlySet<string>): AccountElement[] {
  const lists = Object.entries(change.value).filter(
    ([key, value]) => !known.has(key) && asList(value).length > 0,
  );
  if (lists.length === 0) return [];
  return [{ ...element(change, change.field, Object.fromEntries(lists)), event: 'unknown' }];
}

export function element(change: Change, field: string, payload: unknown): AccountElement {
  const value = asRecord(payload) ?? {};
  const { event = EVENT, subject = SUBJECT } = NEWS.get(field) ?? {};
  return {
    kind: 'account',
    whereabouts: change.whereabouts,
    occurredAt: change.occurredAt ?? asTime(value.timestamp) ?? null,
    payload,
    field: beginningOf(field, MAX_FIELD_LENGTH),
    event: firstOf(value, event, asWord),
    subject: firstOf(value, subject, subjectOf),
  };
}

/** Meta's own example of a template's quality comes under the field of its status. */
function actualField({ field, value }: Change): string {
  const isQuality = value.new_quality_score !== undefined && value.event === undefined;
  return field === 'message_template_status_update' && isQuality ? 'message_template_quality_update' : field;
}

/** Account fields name their number by its digits, and partners' events name the account beside their own id. */
function whereaboutsOf({ value, whereabouts }: Change): Whereabouts {
  const recipient = asRecord(value.recipient) ?? {};
  const settings = asRecord(value.phone_number_settings) ?? {};
  const channelExternalId =
    whereabouts.channelExternalId ??
    asId(recipient.phone_number_id) ??
    asId(settings.phone_number_id) ??
    (value.entity_type === 'PHONE_NUMBER' ? asId(value.entity_id) : undefined) ??
    null;
  const address = digitsOf(value.display_phone_number) ?? digitsOf(recipient.display_phone_number);
  return {
    channelExternalId,
    accountId: asId(asRecord(value.waba_info)?.waba_id) ?? whereabouts.accountId,
    address: channelExternalId === null ? (whereabouts.address ?? address) : null,
  };
}

type Path = readonly string[];

interface News {
  /** Where its word for what happened stands; the first that is there counts. */
  readonly event?: readonly Path[];
  readonly subject?: readonly Path[];
}

const EVENT: readonly Path[] = [['event'], ['type'], ['status']];
const SUBJECT: readonly Path[] = [];
const TEMPLATE: readonly Path[] = [['message_template_id'], ['message_template_name']];
const NUMBER: readonly Path[] = [['display_phone_number'], ['phone_number_settings', 'phone_number_id']];
const GROUP: News = { event: [['type']], subject: [['group_id']] };
const USERNAME: News = { event: [['event'], ['status']], subject: [['username']] };

const NEWS: ReadonlyMap<string, News> = new Map<string, News>([
  ['message_template_status_update', { subject: TEMPLATE }],
  ['message_template_quality_update', { event: [['new_quality_score']], subject: TEMPLATE }],
  ['message_template_components_update', { event: [], subject: TEMPLATE }],
  ['template_category_update', { event: [['correct_category'], ['new_category']], subject: TEMPLATE }],
  ['template_correct_category_detection', { event: [['correct_category']], subject: TEMPLATE }],
  ['phone_number_quality_update', { subject: NUMBER }],
  ['phone_number_name_update', { event: [['decision']], subject: NUMBER }],
  ['security', { subject: NUMBER }],
  ['account_settings_update', { event: [['type']], subject: NUMBER }],
  ['account_update', { subject: [['waba_info', 'waba_id']] }],
  ['account_review_update', { event: [['decision']] }],
  ['account_alerts', { event: [['alert_info', 'alert_type'], ['alert_type']], subject: [['entity_id']] }],
  [
    'business_capability_update',
    { event: [['max_daily_conversations_per_business'], ['max_daily_conversation_per_phone']] },
  ],
  ['business_username_update', USERNAME],
  ['business_username_updates', USERNAME],
  ['payment_configuration_update', { event: [['status']], subject: [['configuration_name']] }],
  ['partner_solutions', { subject: [['solution_id']] }],
  ['flows', { subject: [['flow_id']] }],
  [
    'messaging_handovers',
    {
      event: [['type']],
      subject: [
        ['sender', 'phone_number'],
        ['sender', 'user_id'],
      ],
    },
  ],
  ['automatic_events', { event: [['event_name'], ['event']] }],
  ['group_lifecycle_update', GROUP],
  ['group_participants_update', GROUP],
  ['group_settings_update', GROUP],
  ['group_status_update', GROUP],
]);

function firstOf(
  value: Json,
  paths: readonly Path[],
  read: (value: unknown) => string | undefined,
): string | null {
  for (const path of paths) {
    const found = read(path.reduce<unknown>((inner, key) => asRecord(inner)?.[key], value));
    if (found !== undefined) return found;
  }
  return null;
}

function subjectOf(value: unknown): string | undefined {
  const text = asId(value) ?? asText(value);
  return text === undefined ? undefined : beginningOf(text, MAX_SUBJECT_LENGTH);
}
