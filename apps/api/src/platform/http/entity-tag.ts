import { invalidInput } from '../../kernel/problem';

/** What a version's column holds at most. */
const MAX_VERSION = 2_147_483_647;
/** RFC 9110, 8.8.3: entity tags, separated by commas. */
const TAGS = /^(?:W\/)?"[\x21\x23-\x7e]*"(?:[ \t]*,[ \t]*(?:W\/)?"[\x21\x23-\x7e]*")*$/;
const OUR_TAG = /"(0|[1-9]\d{0,9})"/g;

/**
 * The version that an If-Match header names; null for none or `*`, 'another' for tags that no document of ours has.
 * Proxies that compress turn "3" into W/"3"; both are the third version.
 * @throws Problem 400 for what is no list of entity tags, or names several versions
 */
export function versionIn(ifMatch: string | undefined): number | null | 'another' {
  const text = ifMatch?.trim();
  if (text === undefined || text === '*') return null;
  if (!TAGS.test(text)) {
    throw invalidHeader('Send the ETag as it came, with its quotes: If-Match: "3".');
  }
  const versions = [...text.matchAll(OUR_TAG)].map(([, digits]) => Number(digits));
  const [version, ...others] = new Set(versions.filter((one) => one <= MAX_VERSION));
  if (others.length > 0) throw invalidHeader('Name the one version that you have seen.');
  return version ?? 'another';
}

function invalidHeader(detail: string): Error {
  return invalidInput([{ pointer: '', code: 'if_match', detail }]);
}
