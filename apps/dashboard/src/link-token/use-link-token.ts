'use client';

import { useEffect, useState } from 'react';
import { watchFragments } from './fragments';
import { tokenIn } from './token-in';

export type LinkToken = {
  /** `undefined` until the page has looked; null when there is none. */
  token: string | null | undefined;
  /** The token is used up or wrong: the tab forgets it. */
  forget: () => void;
};

/**
 * The token of a link like /invitation#TOKEN. It is taken out of the address bar at once, so that it stays neither in
 * the history nor in a screenshot, and is kept for this tab, so that a reload does not lose it.
 */
export function useLinkToken(name: string): LinkToken {
  const key = `parley.${name}-token`;
  const [token, setToken] = useState<string | null | undefined>();

  useEffect(() => {
    setToken(kept(key));
    return watchFragments((fragment) => {
      const found = tokenIn(fragment);
      const { pathname, search } = window.location;
      window.history.replaceState(window.history.state, '', `${pathname}${search}`);
      if (!found) return;
      keep(key, found);
      setToken(found);
    });
  }, [key]);

  return {
    token,
    forget: () => {
      keep(key, null);
      setToken(null);
    },
  };
}

/** A browser may forbid storage; the token then lives as long as the page. */
function keep(key: string, token: string | null): void {
  try {
    if (token) window.sessionStorage.setItem(key, token);
    else window.sessionStorage.removeItem(key);
  } catch {
    return;
  }
}

function kept(key: string): string | null {
  try {
    return window.sessionStorage.getItem(key);
  } catch {
    return null;
  }
}
