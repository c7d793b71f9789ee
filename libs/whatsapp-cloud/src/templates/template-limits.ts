/**
 * Meta's template reference (facts: cloud-api.md E). Characters are as people count them; how Meta counts what takes
 * two UTF-16 code units, it does not say. What is not in the facts is from Meta's guides to the kind of template, or
 * ours, and says so; rules about it warn where Meta is not certain to refuse.
 */
export const TEMPLATE_DRAFT_LIMITS = {
  nameCharacters: 512,

  headerCharacters: 60,
  headerVariables: 1,
  bodyCharacters: 1024,
  /** In a template with a limited-time offer. */
  offerBodyCharacters: 600,
  footerCharacters: 60,

  /** Partners' pages about what Meta answers. */
  bodyEmoji: 10,
  bodyLineBreaksInARow: 2,
  /** As in what is filled in when sending (cloud-api.md B4). */
  sampleSpacesInARow: 4,

  buttons: 10,
  labelCharacters: 25,
  urlCharacters: 2000,
  urlVariables: 1,
  phoneCharacters: 20,
  /** Meta's pages say 15 and 20: more than 20 is refused, more than 15 may be. */
  codeCharacters: 20,
  safeCodeCharacters: 15,

  offerCharacters: 16,

  cards: 10,
  cardsAtLeast: 2,
  cardButtons: 2,
  /** Guide to carousels. */
  cardBodyCharacters: 160,

  codeMinutesAtLeast: 1,
  codeMinutes: 90,
  /** Guide to one-tap buttons. */
  supportedApps: 5,
  /** Guide to one-tap buttons. */
  signatureCharacters: 11,

  /** Ours: Meta says only that variables are limited by the number of words (2388293). */
  wordsPerVariable: 2,
} as const;

/** How often a button may be in a template (cloud-api.md E). */
export const BUTTONS_OF_A_KIND: Readonly<Record<string, number>> = {
  URL: 2,
  PHONE_NUMBER: 1,
  QUICK_REPLY: 10,
  COPY_CODE: 1,
};

/** In all of Meta's examples once, without a word about more. `APP` is in none, and `OTP` has rules of its own. */
export const BUTTONS_SEEN_ONCE: readonly string[] = [
  'FLOW',
  'CATALOG',
  'MPM',
  'SPM',
  'VOICE_CALL',
  'CALL_PERMISSION_REQUEST',
  'REQUEST_CONTACT_INFO',
];

export const BUTTON_KINDS: readonly string[] = [
  ...Object.keys(BUTTONS_OF_A_KIND),
  ...BUTTONS_SEEN_ONCE,
  'OTP',
  'APP',
];

/** Those that Meta gives no label of its own. */
export const LABELLED_BUTTONS: readonly string[] = [
  'URL',
  'PHONE_NUMBER',
  'QUICK_REPLY',
  'FLOW',
  'CATALOG',
  'MPM',
];

/** Seconds that a message may wait for its delivery, by category; -1 is 30 days everywhere. */
export const TTL_SECONDS: Readonly<Record<string, { readonly from: number; readonly to: number }>> = {
  AUTHENTICATION: { from: 30, to: 900 },
  UTILITY: { from: 30, to: 43_200 },
  MARKETING: { from: 43_200, to: 2_592_000 },
};

export const THIRTY_DAYS_TTL = -1;
