'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/**
 * Whether the address says that something of the page is open (`?open=invite`), and how to say it.
 * Opening is a step that Back undoes; closing is not.
 */
export function useOpenInUrl(name: string): [boolean, (isOpen: boolean) => void] {
  const pathname = usePathname();
  const params = useSearchParams();
  const setOpen = useCallback(
    (isOpen: boolean) => {
      const next = new URLSearchParams(params);
      if (isOpen) next.set('open', name);
      else next.delete('open');
      const address = next.size > 0 ? `${pathname}?${next}` : pathname;
      if (isOpen) window.history.pushState(null, '', address);
      else window.history.replaceState(null, '', address);
    },
    [name, params, pathname],
  );
  return [params.get('open') === name, setOpen];
}
