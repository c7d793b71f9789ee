import { fieldOf, firstOf, parsedOrUndefined, textAt } from '../json-reading';

/** What people see of a business (facts: cloud-api.md G). What was never filled in is null. */
export interface BusinessProfile {
  readonly about: string | null;
  readonly address: string | null;
  readonly description: string | null;
  readonly email: string | null;
  /** Of an open list: RETAIL, HOTEL, ... */
  readonly vertical: string | null;
  readonly websites: readonly string[];
  readonly profilePictureUrl: string | null;
}

export interface ProfileChange {
  readonly about?: string;
  readonly address?: string;
  readonly description?: string;
  readonly email?: string;
  readonly vertical?: string;
  readonly websites?: readonly string[];
  /** Of a file that was uploaded (`uploads`). */
  readonly profilePictureHandle?: string;
}

/** Meta's limits, in characters; of `websites`: how many. */
export const PROFILE_LIMITS = {
  about: 139,
  address: 256,
  description: 512,
  email: 128,
  website: 256,
  websites: 2,
} as const;

export const PROFILE_FIELDS = [
  'about',
  'address',
  'description',
  'email',
  'vertical',
  'websites',
  'profile_picture_url',
];

/** The only element of a list; a number that was never given a profile has an empty one. */
export function profileIn(content: unknown): BusinessProfile | null {
  const data = fieldOf(content, 'data');
  if (!Array.isArray(data)) return null;
  const profile = firstOf(data) ?? {};
  return {
    about: textAt(profile, 'about'),
    address: textAt(profile, 'address'),
    description: textAt(profile, 'description'),
    email: textAt(profile, 'email'),
    vertical: textAt(profile, 'vertical'),
    websites: websitesIn(fieldOf(profile, 'websites')),
    profilePictureUrl: textAt(profile, 'profile_picture_url'),
  };
}

export function profileBody({ profilePictureHandle, ...change }: ProfileChange): object {
  return {
    ...change,
    ...(profilePictureHandle !== undefined && { profile_picture_handle: profilePictureHandle }),
  };
}

/** A list, or a list written as text. */
function websitesIn(value: unknown): string[] {
  const list = typeof value === 'string' ? parsedOrUndefined(value) : value;
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
}
