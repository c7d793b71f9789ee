import { InboundElement, Whereabouts } from '../../../messaging';
import { Introductions } from './introductions';
import { asId, asList, asRecord, asTime, digitsOf, Json } from './reading';

/** One change of an entry, with what is true of all that is in it. */
export interface Change {
  readonly field: string;
  readonly value: Json;
  readonly whereabouts: Whereabouts;
  /** By Meta's clock; messages say their own. */
  readonly occurredAt: string | null;
  readonly introductions: Introductions;
  /** What went wrong; it may be what a message lacks. */
  readonly errors: readonly unknown[];
}

/** Reads one member of a list; `someone` is the only person whom it can be of, where the list leaves no other. */
export type Reader = (
  change: Change,
  raw: unknown,
  someone: Json | undefined,
) => InboundElement | InboundElement[];

export function changeOf(field: string, value: Json, entry: Json): Change {
  return {
    field,
    value,
    whereabouts: whereaboutsOf(value, asId(entry.id) ?? null),
    occurredAt: asTime(entry.time) ?? null,
    introductions: new Introductions(asList(value.contacts)),
    errors: asList(value.errors),
  };
}

/** Whether it says to which number it belongs, and not to the account alone. */
export function namesNumber({ whereabouts: { channelExternalId, address } }: Change): boolean {
  return channelExternalId !== null || address !== null;
}

function whereaboutsOf(value: Json, accountId: string | null): Whereabouts {
  const metadata = asRecord(value.metadata) ?? {};
  const channelExternalId = asId(metadata.phone_number_id) ?? null;
  const address = channelExternalId === null ? digitsOf(metadata.display_phone_number) : null;
  return { channelExternalId, accountId, address };
}
