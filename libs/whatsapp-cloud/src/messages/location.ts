import { fault } from './fault';
import { optional, required, type Rule, shape, text } from './rules';

/** Degrees; Meta's message reference, "location" (facts: cloud-api.md B2), names no others than the earth does. */
export const LOCATION_LIMITS = { latitude: 90, longitude: 180 } as const;

/** A number, or its digits as text: Meta takes both. */
const degrees =
  (limit: number): Rule =>
  (value, field) => {
    const isNumeric = typeof value === 'string' && /^[+-]?\d{1,3}(\.\d{1,20})?$/.test(value);
    const number = isNumeric ? Number(value) : value;
    if (typeof number !== 'number') return [fault(field, 'wrong_type', 'must be a number')];
    if (Math.abs(number) <= limit) return [];
    return [fault(field, 'malformed', `must be from -${limit} to ${limit} degrees`)];
  };

export const locationRule: Rule = shape({
  latitude: required(degrees(LOCATION_LIMITS.latitude)),
  longitude: required(degrees(LOCATION_LIMITS.longitude)),
  name: optional(text({ mayBeEmpty: true })),
  address: optional(text({ mayBeEmpty: true })),
});
