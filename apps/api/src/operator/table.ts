/** Rows under their headings, each column as wide as its widest. */
export function table(headings: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = [headings, ...rows].map((row) => row.map((cell) => plain(cell)));
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map(
      (row) =>
        row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd() + '\n',
    )
    .join('');
}

/** What others wrote must not steer the terminal. */
export const plain = (cell: unknown): string =>
  cell === null || cell === undefined ? '-' : String(cell).replaceAll(STEERING, '\ufffd');

/** The same for whole texts: their lines stay, and what would steer is written as JavaScript writes it. */
export const visible = (text: string): string =>
  text.replaceAll(STEERING, (character) => (/[\n\t]/.test(character) ? character : escapeOf(character)));

const STEERING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const escapeOf = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;
