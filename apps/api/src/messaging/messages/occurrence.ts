const ALMOST_A_SECOND_MS = 999;

/**
 * When a message happened, to the millisecond. Providers say it in whole seconds, so a message may have come up to
 * 999 ms later than they say: taking the later bound keeps a quick exchange in order.
 */
export function occurrenceOf(providerTime: Date, receivedAt: Date): Date {
  return notAfter(receivedAt, new Date(providerTime.getTime() + ALMOST_A_SECOND_MS));
}

/** When something else happened, by what its element says; if it does not say so, when we heard of it. */
export function toldTimeOf(element: { readonly occurredAt: string | null }, receivedAt: Date): Date {
  return element.occurredAt === null ? receivedAt : notAfter(receivedAt, new Date(element.occurredAt));
}

/** Nothing has happened after we heard of it, whatever the provider's clock says: the latest would be the latest for ever. */
function notAfter(receivedAt: Date, providerTime: Date): Date {
  return new Date(Math.min(providerTime.getTime(), receivedAt.getTime()));
}
