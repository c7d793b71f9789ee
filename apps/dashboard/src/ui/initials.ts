const AVATAR_HUES = [25, 60, 95, 150, 195, 240, 280, 330];

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * One or two letters for an avatar, or null for a name without letters (a bare phone number).
 * Joined scripts get one letter: two of theirs would read as a word.
 */
export function initialsOf(name: string): string | null {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return null;
  if (words.length === 1 || /\p{Script=Arabic}/u.test(first)) return firstLetter(first);
  return firstLetter(first) + firstLetter(last);
}

/** The first letter or digit of a name, for a tile; its first character when it has neither. */
export function initialOf(name: string): string {
  return firstLetter(/[\p{L}\p{N}].*/su.exec(name)?.[0] ?? name.trim());
}

/** A hue in degrees that stays the same for the same id. */
export function hueOf(id: string): number {
  let hash = 2_166_136_261;
  for (const character of id) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
  return AVATAR_HUES[(hash >>> 0) % AVATAR_HUES.length] ?? 0;
}

function firstLetter(word: string): string {
  const [first] = letters.segment(word);
  return (first?.segment ?? '').toLocaleUpperCase('en');
}
