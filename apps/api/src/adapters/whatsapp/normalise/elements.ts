import { InboundElement } from '../../../messaging';
import { changeOf } from './change';
import { elementsOfChange, unwrapped } from './fields';
import { notAWebhook, notUnderstood } from './quarantine';
import { asList, asRecord, asText, Json } from './reading';

/** Every element of a parsed webhook, in order (facts: cloud-api.md C1 to C5). What nobody can attribute is quarantined. */
export function elementsOf(payload: unknown): InboundElement[] {
  const webhook = asRecord(payload);
  const entries = asList(webhook?.entry);
  if (webhook?.object !== 'whatsapp_business_account' || entries.length === 0) return [notAWebhook(payload)];
  return gathered(entries.flatMap(readEntry));
}

function readEntry(raw: unknown): InboundElement[] {
  const entry = asRecord(raw) ?? {};
  const changes = asList(entry.changes);
  if (changes.length === 0) return [notUnderstood('an entry without changes', raw)];
  return changes.flatMap((change) => readChange(entry, change));
}

function readChange(entry: Json, raw: unknown): InboundElement[] {
  const change = asRecord(raw);
  const field = asText(change?.field);
  if (change === undefined || field === undefined) return [notUnderstood('a change without a field', raw)];
  const value = asRecord(change.value) ?? (change.value === undefined ? {} : { value: change.value });
  const elements = elementsOfChange(changeOf(field, unwrapped(field, value), entry));
  return elements.map((element) => {
    const belongs =
      element.kind === 'quarantined' || Object.values(element.whereabouts).some((place) => place !== null);
    return belongs ? element : notUnderstood(`the field ${field} of no account`, raw);
  });
}

/** A webhook of Meta has about 1,000 elements. Where more than that make no sense, they make none together. */
const MAX_QUARANTINED = 1000;

function gathered(elements: InboundElement[]): InboundElement[] {
  const senseless = elements.filter(({ kind }) => kind === 'quarantined');
  if (senseless.length <= MAX_QUARANTINED) return elements;
  const rest = new Set<InboundElement>(senseless.slice(MAX_QUARANTINED));
  const payload = [...rest].map((element) => element.payload);
  const last = notUnderstood(`${rest.size} elements more`, payload);
  return [...elements.filter((element) => !rest.has(element)), last];
}
