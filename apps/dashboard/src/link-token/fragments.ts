type Listener = (fragment: string) => void;

const listeners = new Set<Listener>();
let latest = '';

/**
 * Fragments are watched from the moment this file is loaded: a router that wakes up later writes the address anew and
 * may drop one that came in between. The event still knows it.
 */
if (typeof window !== 'undefined') {
  latest = window.location.hash;
  window.addEventListener('hashchange', ({ newURL }) => {
    const { hash } = new URL(newURL);
    if (!hash) return;
    latest = hash;
    for (const listener of listeners) listener(hash);
  });
}

/** Calls back with the fragment that this page was opened with, if any, and with every later one. */
export function watchFragments(listener: Listener): () => void {
  listeners.add(listener);
  const fragment = window.location.hash || latest;
  latest = '';
  if (fragment) listener(fragment);
  return () => void listeners.delete(listener);
}
