import type { SearchOption } from '@/ui/search-select';

/** What customers of this kind of product mostly write; any other tag that is set already stays choosable. */
const LANGUAGES = [
  'ar am az bg bn ca cs da de el en en-GB en-US es es-MX et fa fi fil fr gu he hi hr hu hy id it ja ka kk km kn ko',
  'ku lt lv mk ml mr ms my nb nl pa pl ps pt pt-BR pt-PT ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh-CN zh-TW zu',
]
  .join(' ')
  .split(' ');

/** Every IANA time zone that this browser knows, with its distance from UTC at `now`, west to east by name. */
export function timeZoneOptions(now: number, current: string): SearchOption[] {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), current]);
  return [...zones].map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
    aside: offsetOf(zone, now),
    terms: zone.replaceAll(/[/_]/g, ' '),
  }));
}

/** "UTC+03:30"; the zone's own name when this browser does not know it. */
export function offsetOf(zone: string, now: number): string {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
      now,
    );
    const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
    return offset.replace('GMT', 'UTC').replace('+00:00', '');
  } catch {
    return zone;
  }
}

/** Languages by their English name and their own, in the order of the English ones. */
export function languageOptions(current: string): SearchOption[] {
  const english = new Intl.DisplayNames('en', { type: 'language' });
  return [...new Set([...LANGUAGES, current])]
    .map((tag) => ({ value: tag, label: nameOf(tag, english), aside: ownNameOf(tag) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en'));
}

function nameOf(tag: string, names: Intl.DisplayNames): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function ownNameOf(tag: string): string {
  try {
    return nameOf(tag, new Intl.DisplayNames(tag, { type: 'language' }));
  } catch {
    return tag;
  }
}
