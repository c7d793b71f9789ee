import { reworded, rewritten } from './variables';

/** Emoji that are drawn as pictures. ©, ® and ™ are letters to Meta, unless a selector makes pictures of them. */
const EMOJI =
  /(?:(?![©®™])\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[©®™\d#*]?\uFE0F)(?:\p{Emoji_Modifier}|\uFE0F|\u200D|\u20E3)*/gu;
const LINE_BREAK = /[\n\r\u2028\u2029]/;

/** As people count: an emoji is one, but one that is joined of several is as many. */
export const characterCount = (text: string): number => [...text].length;

/** An emoji of several parts that are joined, such as a family, counts as one. */
export const emojiCount = (text: string): number =>
  (text.replace(/\u200D\p{Extended_Pictographic}/gu, '').match(EMOJI) ?? []).length;

export const hasLineBreak = (text: string): boolean => LINE_BREAK.test(text);

/** Underscores and tildes are markup only in pairs around words; nested pairs are seen from the inside. */
const PAIRS = /(?<![\p{L}\p{N}])([_~])([^\s_~][^_~]*)\1(?![\p{L}\p{N}])/gu;

/** Asterisks and backticks are never allowed where markup is not. */
export const hasMarkup = (text: string): boolean =>
  /[*`]/.test(text) || rewritten(text, () => 'x').search(PAIRS) !== -1;

export const withoutEmoji = (text: string): string =>
  tidy(reworded(text, (words) => words.replace(EMOJI, '')));

export const withoutLineBreaks = (text: string): string =>
  tidy(reworded(text, (words) => words.replace(/[\n\r\u2028\u2029]+/g, ' ')));

export const withoutMarkup = (text: string): string =>
  tidy(reworded(text, (words) => words.replace(/[*`]/g, '').replace(PAIRS, '$2').replace(PAIRS, '$2')));

export const withoutVariables = (text: string): string => tidy(rewritten(text, () => ''));

const tidy = (text: string): string => text.replace(/ {2,}/g, ' ').trim();
