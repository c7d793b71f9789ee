import { IdentityPeriod } from './identity-periods';

/** Who says what somebody is called: from the least to the most. What a member of the tenant wrote is never overwritten. */
export const NAME_SOURCES = ['identity', 'profile', 'address_book', 'member'] as const;

export type NameSource = (typeof NAME_SOURCES)[number];

export interface ContactName {
  readonly text: string;
  readonly source: NameSource;
  /** Milliseconds since 1970; when the source said so. */
  readonly at: number;
}

/** The one to show: the better source, of one source the latest, of one moment the one that sorts last. */
export function betterName(one: ContactName, other: ContactName): ContactName {
  const order =
    NAME_SOURCES.indexOf(one.source) - NAME_SOURCES.indexOf(other.source) ||
    one.at - other.at ||
    Number(one.text > other.text) - Number(one.text < other.text);
  return order >= 0 ? one : other;
}

const KINDS = ['phone', 'group', 'bsuid', 'parent_bsuid'];

/** What to call somebody of whom no name is known: the number, rather than an id, and the newest that is in use. */
export function nameByIdentity(periods: readonly IdentityPeriod[]): string {
  const [best] = [...periods].sort(
    (one, other) =>
      Number(other.validTo === null) - Number(one.validTo === null) ||
      KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) ||
      other.validFrom - one.validFrom ||
      (other.value > one.value ? 1 : -1),
  );
  return best?.value ?? 'Unknown';
}

/** What somebody calls themselves at the provider; to be shown, and never to recognise somebody by. */
export interface Username {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The latest, of one moment the one that sorts last. */
export function laterUsername(one: Username | null, other: Username | null): Username | null {
  if (one === null || other === null) return one ?? other;
  return one.at > other.at || (one.at === other.at && one.text >= other.text) ? one : other;
}
