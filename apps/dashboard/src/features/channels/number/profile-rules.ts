import type { ChannelProfile } from '@parley/api-client';
import type { ProfileChange } from '../channel-care.queries';

const MAX_WEBSITES = 2;

/** Meta's words for trades, as people say them (facts: the profile's `vertical` is an open list). */
export const TRADES: readonly { value: string; label: string }[] = [
  { value: 'UNDEFINED', label: 'Not said' },
  { value: 'AUTO', label: 'Cars' },
  { value: 'BEAUTY', label: 'Beauty' },
  { value: 'APPAREL', label: 'Clothes' },
  { value: 'EDU', label: 'Education' },
  { value: 'ENTERTAIN', label: 'Entertainment' },
  { value: 'EVENT_PLAN', label: 'Events' },
  { value: 'FINANCE', label: 'Finance' },
  { value: 'GROCERY', label: 'Groceries' },
  { value: 'GOVT', label: 'Public service' },
  { value: 'HOTEL', label: 'Hotels' },
  { value: 'HEALTH', label: 'Health' },
  { value: 'NONPROFIT', label: 'Non-profit' },
  { value: 'PROF_SERVICES', label: 'Professional services' },
  { value: 'RETAIL', label: 'Retail' },
  { value: 'TRAVEL', label: 'Travel' },
  { value: 'RESTAURANT', label: 'Restaurants' },
  { value: 'OTHER', label: 'Something else' },
];

/** With the trade that Meta has on it, should it be one that we have no word for. */
export const tradesWith = (vertical: string | null): readonly { value: string; label: string }[] =>
  vertical === null || vertical === '' || TRADES.some(({ value }) => value === vertical)
    ? TRADES
    : [...TRADES, { value: vertical, label: vertical }];

/** The addresses in a field, one per line, as people type them. */
export function websitesIn(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => (/^https?:\/\//i.test(word) ? word : `https://${word}`));
}

export function websitesFault(text: string): string | null {
  const websites = websitesIn(text);
  if (websites.length > MAX_WEBSITES) return 'Meta shows two addresses at most.';
  return websites.every((website) => URL.canParse(website) && new URL(website).hostname.includes('.'))
    ? null
    : 'Write addresses like https://example.com, one per line.';
}

/** What is to be sent. Meta takes no empty about, e-mail or trade: what was never filled in is not named. */
export function changeOf(
  values: Readonly<Record<string, string>>,
  trade: string,
  before: ChannelProfile,
): ProfileChange {
  const { about = '', email = '', address = '', description = '', websites = '' } = values;
  return {
    address: address.trim(),
    description: description.trim(),
    websites: websitesIn(websites),
    ...(about.trim() !== '' && { about: about.trim() }),
    ...(email.trim() !== '' && { email: email.trim() }),
    ...(trade !== (before.vertical ?? 'UNDEFINED') && { vertical: trade }),
  };
}
