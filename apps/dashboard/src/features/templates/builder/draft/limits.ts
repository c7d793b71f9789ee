/** As the rules have them (libs/whatsapp-cloud: template-limits.ts), to be counted against while typing. The API decides. */
export const LIMITS = {
  name: 512,
  header: 60,
  body: 1024,
  bodyWithOffer: 600,
  cardBody: 160,
  footer: 60,
  buttons: 10,
  cardButtons: 2,
  label: 25,
  url: 2000,
  phone: 20,
  code: 15,
  offer: 16,
  cards: 10,
  cardsAtLeast: 2,
  codeMinutes: 90,
  apps: 5,
} as const;

/** The API takes a sample of that many bytes, in base64 within a request. */
export const MOST_SAMPLE_BYTES = 750_000;
