'use client';

import { usePathname, useSearchParams } from 'next/navigation';

/** Where in the wizard one is, as the address says it (`?step=wabaId`, `?done=<channel>`), and how to go elsewhere in it. */
export function useConnectAddress() {
  const pathname = usePathname();
  const params = useSearchParams();
  const go = (to: { step?: string; done?: string }) => {
    const query = new URLSearchParams(to).toString();
    const address = query === '' ? pathname : `${pathname}?${query}`;
    // What is done cannot be gone back into.
    if (to.done) window.history.replaceState(null, '', address);
    else window.history.pushState(null, '', address);
  };
  return { step: params.get('step'), done: params.get('done'), go };
}
