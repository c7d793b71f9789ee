import { withAt } from '../../../../libs/whatsapp-cloud/src/templates/places';

export type Path = readonly (string | number)[];
/** Changes one place of a draft; `choice` says which. A draft that has no such place stays as it is. */
export type Break = (draft: unknown, choice: number) => unknown;

type Json = Readonly<Record<string, unknown>>;

export const oneOf = <T>(list: readonly T[], choice: number): T | undefined =>
  list[choice % Math.max(list.length, 1)];

export function placesIn(value: unknown, before: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [before];
  const entries = Array.isArray(value)
    ? value.map((entry: unknown, index) => [index, entry] as const)
    : Object.entries(value);
  return [before, ...entries.flatMap(([key, entry]) => placesIn(entry, [...before, key]))];
}

export function valueAt(draft: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | undefined)?.[key],
    draft,
  );
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Meta's limits (facts: cloud-api.md E), read anew and by nobody's rules: how many characters a text may have where it stands. */
function limitAt(draft: unknown, path: Path): number | null {
  const key = path.at(-1);
  const owner = valueAt(draft, path.slice(0, -1));
  const type = isJson(owner) && typeof owner['type'] === 'string' ? owner['type'].toUpperCase() : '';
  const isInCard = path.includes('cards');
  const hasOffer = JSON.stringify(draft).includes('"LIMITED_TIME_OFFER"');
  if (key === 'name' && path.length === 1) return 512;
  if (path.includes('limited_time_offer')) return key === 'text' ? 16 : null;
  if (path.includes('buttons')) {
    const limits: Readonly<Record<string, number>> = {
      text: 25,
      autofill_text: 25,
      url: 2000,
      phone_number: 20,
    };
    if (key === 'example' || typeof key === 'number') return type === 'COPY_CODE' || key === 0 ? 20 : null;
    return limits[String(key)] ?? null;
  }
  if (key !== 'text') return null;
  if (type === 'BODY') return isInCard ? 160 : hasOffer ? 600 : 1024;
  return type === 'HEADER' || type === 'FOOTER' ? 60 : null;
}

/** Makes a text so long that it has its limit, or `beyond` more; its variables and its beginning stay. */
export const nearItsLimit =
  (beyond: number, filler: string): Break =>
  (draft, choice) => {
    const limited = placesIn(draft).filter(
      (path) => typeof valueAt(draft, path) === 'string' && limitAt(draft, path) !== null,
    );
    const place = oneOf(limited, choice);
    if (place === undefined) return draft;
    const text = [...String(valueAt(draft, place))];
    const missing = Math.max(0, (limitAt(draft, place) ?? 0) + beyond - text.length);
    const isPhone = place.at(-1) === 'phone_number';
    // Behind the scheme and the host of an address.
    const start = place.at(-1) === 'url' ? Math.min(text.length, 'https://example.com/'.length) : 1;
    const filling = (isPhone ? '1' : filler).repeat(missing);
    return withAt(draft, place, text.slice(0, start).join('') + filling + text.slice(start).join(''));
  };

/** As many entries of a list as Meta allows, or one more, or one less: copies that differ where they must. */
const COUNTS: Readonly<Record<string, readonly number[]>> = {
  buttons: [0, 1, 2, 3, 10, 11],
  cards: [0, 1, 2, 10, 11],
  supported_apps: [0, 1, 5, 6],
  body_text: [0, 1, 2],
  header_text: [0, 1, 2],
  header_handle: [0, 1, 2],
  body_text_named_params: [0, 1, 2],
};

export const nearItsCount: Break = (draft, choice) => {
  const lists = placesIn(draft).filter(
    (path) => String(path.at(-1)) in COUNTS && Array.isArray(valueAt(draft, path)),
  );
  const place = oneOf(lists, choice);
  if (place === undefined) return draft;
  const list = valueAt(draft, place) as readonly unknown[];
  const count = oneOf(COUNTS[String(place.at(-1))] ?? [1], Math.floor(choice / lists.length)) ?? 1;
  const model = oneOf(list, Math.floor(choice / 7)) ?? {};
  const more = Array.from({ length: Math.max(0, count - list.length) }, (_, index) => labelled(model, index));
  return withAt(draft, place, [...list, ...more].slice(0, count));
};

/** A button's label occurs once. */
function labelled(model: unknown, index: number): unknown {
  return isJson(model) && typeof model['text'] === 'string' && typeof model['type'] === 'string'
    ? { ...model, text: `Label ${index}` }
    : model;
}

/** Figures at the ends of what Meta allows: minutes of a code, and seconds of a delivery by category. */
const FIGURES: Readonly<Record<string, readonly number[]>> = {
  code_expiration_minutes: [0, 1, 90, 91, 5.5],
  messageSendTtlSeconds: [-1, 0, 29, 30, 900, 901, 43_199, 43_200, 43_201, 2_592_000, 2_592_001],
};

export const nearItsFigure: Break = (draft, choice) => {
  const figures = placesIn(draft).filter((path) => String(path.at(-1)) in FIGURES);
  const places: readonly Path[] = figures.length > 0 ? figures : [['messageSendTtlSeconds']];
  const place = oneOf(places, choice);
  if (place === undefined) return draft;
  const figure = oneOf(FIGURES[String(place.at(-1))] ?? [], Math.floor(choice / places.length));
  return withAt(draft, place, figure);
};
