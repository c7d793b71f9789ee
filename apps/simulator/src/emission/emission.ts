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
  value: Record<string, unknown>;
  time?: number;
}

/** The webhook's JSON. */
export function webhookOf(emissions: readonly Emission[], layout: Layout = 'together'): object {
  const changes: Change[] = [];
  for (const emission of emissions) {
    const shared = layout === 'together' ? changes.find((change) => canShare(change, emission)) : undefined;
    if (shared) shared.value = joined(shared.value, emission.value);
    else changes.push({ ...emission, value: { ...metadataOf(emission), ...emission.value } });
  }
  const entries: { id: string; time?: number; changes: object[] }[] = [];
  for (const { number, field, value, time } of changes) {
    const last = entries.at(-1);
    const change = { value, field };
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

function joined(
  one: Record<string, unknown>,
  other: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const result = { ...one };
  for (const [name, list] of Object.entries(other)) {
    const before = result[name];
    result[name] = Array.isArray(before) && Array.isArray(list) ? distinct([...before, ...list]) : list;
  }
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
