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
      const timer = setTimeout(resolve, Math.ceil(left));
      waken = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
