import type { WebhookEvent } from '../ledger/ledger-entry';
import type { BusinessNumber } from '../settings';

/** One element on its way to the product. */
export interface Emission {
  number: BusinessNumber;
  field: string;
  /** Of the change. In `messages`, those of one number may share one. */
  value: Readonly<Record<string, unknown>>;
  /** Only where Meta gives one: not for what is said in a conversation. */
  time?: number;
  /** What the ledger keeps of it: more than one where one element of Meta's says several things. */
  events: WebhookEvent[];
}

/**
 * How several elements share a webhook: in one change as far as they can, in changes of their own, or in entries of
 * their own. Meta does all three.
 */
export type Layout = 'together' | 'changes' | 'entries';

interface Change {
  number: BusinessNumber;
  field: string;
  /** What its emissions say, to be joined. */
  values: Readonly<Record<string, unknown>>[];
  time?: number;
}

/** The webhook's JSON. */
export function webhookOf(emissions: readonly Emission[], layout: Layout = 'together'): object {
  const changes: Change[] = [];
  for (const emission of emissions) {
    const shared = layout === 'together' ? changes.find((change) => canShare(change, emission)) : undefined;
    if (shared) shared.values.push(emission.value);
    else changes.push({ ...emission, values: [{ ...metadataOf(emission), ...emission.value }] });
  }
  const entries: { id: string; time?: number; changes: object[] }[] = [];
  for (const { number, field, values, time } of changes) {
    const last = entries.at(-1);
    const change = { value: joined(values), field };
    if (layout !== 'entries' && last && last.id === number.wabaId && last.time === time)
      last.changes.push(change);
    else entries.push({ id: number.wabaId, ...(time === undefined ? {} : { time }), changes: [change] });
  }
  return { object: 'whatsapp_business_account', entry: entries };
}

function canShare(change: Change, { number, field }: Emission): boolean {
  return (
    field === 'messages' && change.field === field && change.number.phoneNumberId === number.phoneNumberId
  );
}

/** Fields of the account name no number. */
function metadataOf({ number, time }: Emission): object {
  if (time !== undefined) return {};
  return {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: number.displayPhoneNumber, phone_number_id: number.phoneNumberId },
  };
}

/** Lists of one name become one; of anything else the last is kept. */
function joined(values: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> {
  const [first = {}] = values;
  if (values.length < 2) return first;
  const lists = new Map<string, unknown[]>();
  const result: Record<string, unknown> = {};
  for (const value of values) {
    for (const [name, item] of Object.entries(value)) {
      const list = lists.get(name);
      if (Array.isArray(item) && list) list.push(...(item as unknown[]));
      else if (Array.isArray(item)) lists.set(name, [...(item as unknown[])]);
      result[name] = item;
    }
  }
  for (const [name, list] of lists) result[name] = distinct(list);
  return result;
}

/** Two messages of one person name that person once. */
function distinct(items: unknown[]): unknown[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const text = JSON.stringify(item);
    return !seen.has(text) && seen.add(text);
  });
}
