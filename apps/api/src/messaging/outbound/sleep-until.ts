/** A timer cannot tell less than this apart; below it, waiting is looking again and again. */
const FINEST_MS = 2;

/** Until that moment, or until `rouse` is called. */
export async function sleepUntil(
  atMs: number,
  now: () => number,
  onRouse: (rouse: () => void) => void,
): Promise<void> {
  let isRoused = false;
  let waken: () => void = () => undefined;
  onRouse(() => {
    isRoused = true;
    waken();
  });
  while (!isRoused) {
    const left = atMs - now();
    if (left <= 0) return;
    await new Promise<void>((resolve) => {
      if (left < FINEST_MS) {
        setImmediate(resolve);
        return;
      }
      const timer = setTimeout(resolve, left - 1);
      waken = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
