type Row = { readonly top: number; readonly bottom: number };

/** Where a dragged row goes: past each row whose middle the pointer has passed. `at` is its place now, `y` the pointer's. */
export function placeUnder(rows: readonly Row[], at: number, y: number): number {
  const middle = ({ top, bottom }: Row) => (top + bottom) / 2;
  const before = rows.findIndex((row, index) => index < at && y < middle(row));
  if (before !== -1) return before;
  const after = rows.findLastIndex((row, index) => index > at && y > middle(row));
  return after === -1 ? at : after;
}
