import { MessageLocation } from '../../../messaging';
import { asRecord } from '../normalise/reading';
import { asLine, asNumber, asUrl } from './showing';

export function locationOf(content: unknown): MessageLocation | null {
  const location = asRecord(content);
  if (location === undefined) return null;
  return {
    latitude: degrees(location.latitude, 90),
    longitude: degrees(location.longitude, 180),
    name: asLine(location.name),
    address: asLine(location.address),
    url: asUrl(location.url),
  };
}

function degrees(value: unknown, most: number): number | null {
  const number = asNumber(value);
  return number !== null && Math.abs(number) <= most ? number : null;
}
