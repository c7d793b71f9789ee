import { flag, optional, required, type Rule, shape, text } from './rules';

/** Meta's message reference, "text" (facts: cloud-api.md B2). Characters are UTF-16 code units. */
export const TEXT_LIMITS = {
  /** `text.body` */
  bodyCharacters: 4096,
} as const;

export const textRule: Rule = shape({
  body: required(text({ max: TEXT_LIMITS.bodyCharacters })),
  preview_url: optional(flag),
});
