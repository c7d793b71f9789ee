/** What floats above the page: menus, selects, suggestions. */
export const popupStyle =
  'rounded-xl border border-line bg-surface p-1 text-sm text-ink shadow-xl outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0';

/** One line of it. */
export const popupItemStyle =
  'flex min-h-9 w-full cursor-default items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-start outline-none select-none data-highlighted:bg-hover data-disabled:text-ink-faint [&_svg]:size-4 [&_svg]:shrink-0';
