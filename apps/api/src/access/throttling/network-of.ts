import { isIPv6 } from 'node:net';

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const GROUPS = 8;
/** What one subscriber gets of IPv6: whoever has one address has 2^64 of them. */
const SUBSCRIBER_GROUPS = 4;

/** What counts as one place that people come from: an IPv4 address, or an IPv6 network of 64 bits. */
export function networkOf(address: string): string {
  const [withoutZone = ''] = address.split('%', 1);
  const mapped = MAPPED.exec(withoutZone)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(withoutZone)) return address;
  const [head = '', tail] = withoutZone.split('::', 2);
  const [left, right] = [groupsOf(head), groupsOf(tail ?? '')];
  const missing = tail === undefined ? 0 : GROUPS - left.length - right.length;
  const groups = [...left, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...right];
  return groups
    .slice(0, SUBSCRIBER_GROUPS)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')
    .concat('::/64');
}

const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));
