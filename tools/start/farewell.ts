const ONE_KEY_PRESS_MS = 1_000;

/**
 * Hears Ctrl-C, `kill` and a closed terminal. One key press may arrive several times (from the terminal, from npm and
 * from bootstrap); only a later one is a repetition.
 */
export function hearFarewell(onRepeat: () => void): { signal: AbortSignal; stop: () => void } {
  const abort = new AbortController();
  let firstAt = 0;
  const hear = () => {
    if (!abort.signal.aborted) {
      firstAt = Date.now();
      abort.abort();
    } else if (Date.now() - firstAt > ONE_KEY_PRESS_MS) {
      onRepeat();
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, hear);
  return { signal: abort.signal, stop: hear };
}
