const ALMOST_A_SECOND_MS = 999;

/**
 * When a message happened, to the millisecond. Providers say it in whole seconds, so a message may have come up to
 * 999 ms later than they say, and never after we received it: taking the later bound keeps a quick exchange in order.
 */
export function occurrenceOf(providerTime: Date, receivedAt: Date): Date {
  const latest = providerTime.getTime() + ALMOST_A_SECOND_MS;
  return new Date(Math.min(latest, Math.max(receivedAt.getTime(), providerTime.getTime())));
}
