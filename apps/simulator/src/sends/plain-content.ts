import {
  fileReference,
  invalidValue,
  list,
  number,
  object,
  optional,
  type Rule,
  text,
  TRUTH,
} from './parameter';

const CAPTION = optional(text(1024, { min: 0 }));
/** `wamid.` and something: whether it exists is found out later. */
export const WAMID = text(512, { like: /^wamid\..+/, expected: 'a valid WhatsApp message id' });

const phone = object({
  phone: optional(text(64)),
  type: optional(text(64)),
  wa_id: optional(text(32)),
});
const anyOf = (...names: string[]): Rule =>
  object(Object.fromEntries(names.map((name) => [name, optional(text(1024, { min: 0 }))])));

const contact = object({
  name: object(
    {
      formatted_name: text(1024),
      first_name: optional(text(1024, { min: 0 })),
      last_name: optional(text(1024, { min: 0 })),
      middle_name: optional(text(1024, { min: 0 })),
      prefix: optional(text(1024, { min: 0 })),
      suffix: optional(text(1024, { min: 0 })),
    },
    (name, path) =>
      ['first_name', 'last_name', 'middle_name', 'prefix', 'suffix'].some((part) => name[part])
        ? null
        : invalidValue(`Param ${path} must have formatted_name and at least one other part.`),
  ),
  phones: optional(list(phone, 257)),
  emails: optional(list(anyOf('email', 'type'), 257)),
  addresses: optional(list(anyOf('street', 'city', 'state', 'zip', 'country', 'country_code', 'type'), 257)),
  urls: optional(list(anyOf('url', 'type'), 257)),
  org: optional(anyOf('company', 'department', 'title')),
  birthday: optional(text(10, { like: /^\d{4}-\d{2}-\d{2}$/, expected: 'a date of the form YYYY-MM-DD' })),
});

/** What stands under the type's own name, for the types that have no types of their own (facts B2). */
export const PLAIN_CONTENT = {
  text: object({ body: text(4096), preview_url: optional(TRUTH) }),
  image: fileReference({ caption: CAPTION }),
  video: fileReference({ caption: CAPTION }),
  audio: fileReference({ voice: optional(TRUTH) }),
  document: fileReference({ caption: CAPTION, filename: optional(text(1024)) }),
  sticker: fileReference(),
  location: object({
    latitude: number(-90, 90),
    longitude: number(-180, 180),
    name: optional(text(1024, { min: 0 })),
    address: optional(text(1024, { min: 0 })),
  }),
  contacts: list(contact, 257),
  reaction: object({ message_id: WAMID, emoji: text(32, { min: 0 }) }),
} satisfies Record<string, Rule>;

export type PlainType = keyof typeof PLAIN_CONTENT;

export function isPlainType(name: string): name is PlainType {
  return Object.hasOwn(PLAIN_CONTENT, name);
}
