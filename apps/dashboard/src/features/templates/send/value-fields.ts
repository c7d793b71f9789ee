import type { TemplateVariable } from '@parley/api-client';

/** Something that is typed for a variable; most variables take one. */
export type ValueField = {
  /** Unique among those of a template. */
  name: string;
  label: string;
  type: 'text' | 'url' | 'number' | 'datetime-local';
  hint: string | null;
  isRequired: boolean;
};

export type Typed = Readonly<Record<string, string | undefined>>;

type Part = Pick<ValueField, 'type'> & {
  /** Added to the key of the variable: '' where it takes one thing alone. */
  name: string;
  says: string;
  hint?: string;
  isOptional?: true;
};

const LINK = 'An address that WhatsApp can open: https://…';

/** What is typed for each kind; of a kind that is not here nothing can be. */
const PARTS: Readonly<Record<string, readonly Part[]>> = {
  text: [{ name: '', type: 'text', says: '' }],
  url: [
    { name: '', type: 'text', says: 'end of the address', hint: 'What comes after the fixed part of it.' },
  ],
  code: [{ name: '', type: 'text', says: 'code' }],
  image: [{ name: '.link', type: 'url', says: 'picture', hint: LINK }],
  video: [{ name: '.link', type: 'url', says: 'video', hint: LINK }],
  gif: [{ name: '.link', type: 'url', says: 'GIF', hint: LINK }],
  document: [
    { name: '.link', type: 'url', says: 'document', hint: LINK },
    { name: '.filename', type: 'text', says: 'name of the file', isOptional: true },
  ],
  location: [
    { name: '.latitude', type: 'number', says: 'latitude' },
    { name: '.longitude', type: 'number', says: 'longitude' },
    { name: '.name', type: 'text', says: 'name of the place', isOptional: true },
    { name: '.address', type: 'text', says: 'address of the place', isOptional: true },
  ],
  product: [
    { name: '.product_retailer_id', type: 'text', says: 'id of the product' },
    { name: '.catalog_id', type: 'text', says: 'id of the catalogue' },
  ],
  offer_end: [{ name: '', type: 'datetime-local', says: 'ends at' }],
};

type Variable = Pick<TemplateVariable, 'key' | 'kind' | 'label' | 'isRequired'>;

/** What is asked for before a message is made of a template. What may be left out, and no text is, is left out. */
export function fieldsOf(variables: readonly Variable[]): ValueField[] {
  return variables
    .filter(({ isRequired }) => isRequired)
    .flatMap((variable) =>
      partsOf(variable).map(({ name, type, says, hint, isOptional }) => ({
        name: variable.key + name,
        label: [placeOf(variable), says].filter(Boolean).join(': '),
        type,
        hint: hint ?? null,
        isRequired: !isOptional,
      })),
    );
}

/** Whether all that it needs can be typed: a list of products, say, cannot. */
export const canBeTyped = (variables: readonly Variable[]): boolean =>
  variables.every((variable) => !variable.isRequired || partsOf(variable).length > 0);

/** The values for the API, by the keys of the variables; what is empty is left out. */
export function valuesOf(variables: readonly Variable[], typed: Typed): Record<string, unknown> {
  return Object.fromEntries(
    variables.flatMap((variable) => {
      const value = valueOf(variable, typed);
      return value === undefined ? [] : [[variable.key, value] as const];
    }),
  );
}

function valueOf(variable: Variable, typed: Typed): unknown {
  const parts = partsOf(variable).flatMap(({ name, type }) => {
    const text = typed[variable.key + name]?.trim() ?? '';
    const value = text === '' ? undefined : read(type, text);
    return value === undefined ? [] : [[name.slice(1), value] as const];
  });
  const [first] = parts;
  if (first === undefined) return undefined;
  return first[0] === '' ? first[1] : Object.fromEntries(parts);
}

function read(type: ValueField['type'], text: string): string | number | undefined {
  if (type === 'text' || type === 'url') return text;
  const number = type === 'number' ? Number(text) : Date.parse(text);
  return Number.isFinite(number) ? number : undefined;
}

const partsOf = ({ kind }: Variable): readonly Part[] =>
  (Object.hasOwn(PARTS, kind) ? PARTS[kind] : undefined) ?? [];

/** "Header", "Text, first_name", "Button 2", "Card 1, button 1" */
function placeOf({ key, label }: Variable): string {
  const [, card, rest = key] = /^cards\.(\d+)\.(.+)$/.exec(key) ?? [];
  const [part = '', second = ''] = rest.split('.');
  const place =
    part === 'header'
      ? 'Header'
      : part === 'body'
        ? 'Text'
        : part === 'buttons'
          ? `Button ${Number(second) + 1}`
          : part === 'offer'
            ? 'Offer'
            : 'One-time code';
  const inCard = card === undefined ? place : `Card ${Number(card) + 1}, ${place.toLowerCase()}`;
  const isText = part === 'header' || part === 'body';
  return isText && label !== null ? `${inCard}, ${label}` : inCard;
}
