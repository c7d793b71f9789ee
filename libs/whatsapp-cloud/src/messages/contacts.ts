import { list, matching, optional, required, type Rule, shape, text } from './rules';

/** Meta's message reference, "contacts" (facts: cloud-api.md B2). */
export const CONTACTS_LIMITS = {
  contacts: 257,
  /** Phones, addresses and so on of one contact. Ours, far above any real one: Meta gives no limit. */
  entries: 1_000,
} as const;

const words = optional(text({ mayBeEmpty: true }));
const many = (rule: Rule) => optional(list(rule, { min: 0, max: CONTACTS_LIMITS.entries }));

const birthday = matching(isDay, 'a day written as YYYY-MM-DD');

const contact = shape({
  name: required(
    shape({
      formatted_name: required(text()),
      first_name: words,
      last_name: words,
      middle_name: words,
      prefix: words,
      suffix: words,
    }),
  ),
  phones: many(shape({ phone: words, type: words, wa_id: words })),
  emails: many(shape({ email: words, type: words })),
  addresses: many(
    shape({
      street: words,
      city: words,
      state: words,
      zip: words,
      country: words,
      country_code: words,
      type: words,
    }),
  ),
  org: optional(shape({ company: words, department: words, title: words })),
  urls: many(shape({ url: words, type: words })),
  birthday: optional(birthday),
});

export const contactsRule: Rule = list(contact, { min: 1, max: CONTACTS_LIMITS.contacts }, 'contact');

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
