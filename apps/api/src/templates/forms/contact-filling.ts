import { TemplateFilling, TemplateSlot } from '../../channels';

/** What a template may tell somebody of themselves. */
export interface FillingContact {
  readonly name: string;
  readonly phone: string | null;
  readonly username: string | null;
}

type Trait = (contact: FillingContact) => string | null;

const TRAITS: Readonly<Record<string, Trait>> = {
  name: ({ name }) => name,
  first_name: ({ name }) => name.split(/\s+/)[0] ?? name,
  last_name: ({ name }) => name.split(/\s+/).slice(1).join(' ') || null,
  phone: ({ phone }) => phone,
  username: ({ username }) => username,
};
/** As people call them in the braces of a template. */
const SAME: Readonly<Record<string, string>> = {
  full_name: 'name',
  customer_name: 'name',
  contact_name: 'name',
  firstname: 'first_name',
  lastname: 'last_name',
  phone_number: 'phone',
};
const MARK = /\{\{\s*contact\.(\w+)\s*\}\}/g;

/**
 * Values for a template with those of a contact in them: `{{contact.first_name}}` in a given value, and a variable that is
 * called after a trait and was given nothing. What is not known of the contact stays out.
 */
export function filledFor(
  contact: FillingContact,
  slots: readonly TemplateSlot[],
  given: TemplateFilling,
): TemplateFilling {
  const filled = Object.entries(given).map(([key, value]) => [key, withTraits(value, contact)] as const);
  const own = slots.flatMap(({ key, kind, label }) => {
    if (kind !== 'text' || label === null || Object.hasOwn(given, key)) return [];
    const value = traitOf(contact, label);
    return value === null ? [] : [[key, value] as const];
  });
  return Object.fromEntries([...filled, ...own]);
}

function withTraits(value: unknown, contact: FillingContact): unknown {
  if (typeof value !== 'string') return value;
  return value.replaceAll(MARK, (mark: string, name: string) => traitOf(contact, name) ?? mark);
}

function traitOf(contact: FillingContact, label: string): string | null {
  const name = Object.hasOwn(SAME, label) ? (SAME[label] ?? label) : label;
  return Object.hasOwn(TRAITS, name) ? (TRAITS[name]?.(contact) ?? null) : null;
}
