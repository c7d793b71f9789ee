// Next bundles route handlers and instrumentation apart, so the list they share hangs on globalThis.
const key = Symbol.for('parley.dashboard.openStreams');
const holder = globalThis as typeof globalThis & { [key]?: Set<AbortController> };

/** The calls to the API that are under way, event streams among them. */
export const openStreams: Set<AbortController> = (holder[key] ??= new Set());

/** Ends every call, so that a stopping server does not wait for event streams that never end. */
export function endOpenStreams(): void {
  for (const stream of openStreams) stream.abort();
}
