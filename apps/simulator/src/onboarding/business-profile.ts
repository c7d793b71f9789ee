import { invalidParameter, type GraphFailure } from '../graph/graph-failure';
import { checkFields, field, list, optional, text, URL_TEXT, type Fields } from '../sends/parameter';

/** What people see of a business (facts G; the lengths are not confirmed). */
export interface BusinessProfile {
  about?: string;
  address?: string;
  description?: string;
  email?: string;
  websites?: readonly string[];
  vertical?: string;
  profile_picture_url?: string;
}

const FIELDS: Fields = {
  messaging_product: text(20),
  about: optional(text(139)),
  address: optional(text(256, { min: 0 })),
  description: optional(text(512, { min: 0 })),
  email: optional(text(128, { min: 0, like: /^$|^\S+@\S+\.\S+$/, expected: 'an e-mail address' })),
  websites: optional(list(URL_TEXT, 2, 0)),
  vertical: optional(text(40)),
  profile_picture_handle: optional(text(2_000)),
};

const KEPT = ['about', 'address', 'description', 'email', 'websites', 'vertical'] as const;

/** What a request changes. `websites` may also be JSON in a text. */
export function readProfile(body: unknown): BusinessProfile | GraphFailure {
  const websites = field(body, 'websites');
  const given = typeof body === 'object' && body !== null ? body : {};
  const wanted: object = typeof websites === 'string' ? { ...given, websites: listIn(websites) } : given;
  const failure = checkFields(FIELDS, wanted);
  if (failure) return failure;
  if (field(wanted, 'messaging_product') !== 'whatsapp')
    return invalidParameter('Param messaging_product must be one of {WHATSAPP}.');
  return Object.fromEntries(
    KEPT.flatMap((name) => {
      const value = field(wanted, name);
      return value === undefined ? [] : [[name, value]];
    }),
  ) as BusinessProfile;
}

function listIn(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
