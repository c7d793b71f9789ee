import { eitherOr, flag, optional, type Rule, shape, text, webAddress } from './rules';

/** Meta's message reference, "image", "video", "audio", "document", "sticker" (facts: cloud-api.md B2). */
export const MEDIA_LIMITS = {
  /** Of an image, a video or a document; audio and stickers have none. In UTF-16 code units. */
  captionCharacters: 1024,
} as const;

const id = optional(text());
const link = optional(webAddress);
const caption = optional(text({ max: MEDIA_LIMITS.captionCharacters, mayBeEmpty: true }));
const filename = optional(text());
const oneSource = eitherOr('id', 'link');

/** A file without words of its own, as in headers and parameters. */
export const fileRule: Rule = shape({ id, link }, oneSource);
export const namedFileRule: Rule = shape({ id, link, filename }, oneSource);

export const mediaRules = {
  image: shape({ id, link, caption }, oneSource),
  video: shape({ id, link, caption }, oneSource),
  audio: shape({ id, link, voice: optional(flag) }, oneSource),
  document: shape({ id, link, caption, filename }, oneSource),
  sticker: fileRule,
} satisfies Record<string, Rule>;
