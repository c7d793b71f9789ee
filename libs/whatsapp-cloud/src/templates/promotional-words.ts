/**
 * Words and signs of advertising, as whole words in small letters. Ours: Meta names no words. It is meant to catch what
 * is plain, in the languages that we know well enough; a text without any of them may be an advertisement all the same.
 */
const PROMOTIONAL_WORDS: readonly string[] = [
  // English
  'discount',
  'discounts',
  'coupon',
  'promo',
  'promotion',
  'sale',
  'special offer',
  'limited time',
  'limited offer',
  'best deal',
  'buy now',
  'shop now',
  'order now',
  "don't miss",
  'free gift',
  'black friday',
  // Spanish, Portuguese, French, German, Italian
  'descuento',
  'cupón',
  'oferta',
  'rebajas',
  'desconto',
  'cupom',
  'promoção',
  'promoción',
  'réduction',
  'soldes',
  'rabatt',
  'gutschein',
  'sonderangebot',
  'sconto',
  'offerta',
  // Indonesian, Turkish, Arabic, Hindi
  'diskon',
  'indirim',
  'خصم',
  'عرض خاص',
  'छूट',
];

const PERCENT_OFF = /\d{1,3} ?% ?(off|de descuento|de desconto|rabatt|de réduction|di sconto)/i;

/** The first word of a text that sounds like an advertisement; null when there is none. */
export function promotionalWordIn(text: string): string | null {
  const small = text.toLowerCase();
  const word = PROMOTIONAL_WORDS.find((one) => hasWord(small, one));
  return word ?? PERCENT_OFF.exec(text)?.[0] ?? null;
}

function hasWord(text: string, word: string): boolean {
  const isLetter = (character: string | undefined): boolean => /[\p{L}\p{M}]/u.test(character ?? '');
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + word.length])) return true;
  }
  return false;
}
