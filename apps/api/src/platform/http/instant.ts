import { ValidateBy } from 'class-validator';

const INSTANT = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** A point in time as ISO 8601 writes it, with its offset; a day or an hour that does not exist is none. */
export function isInstant(text: string): boolean {
  if (!INSTANT.test(text)) return false;
  const asUtc = text.replace(/(Z|[+-]\d\d:\d\d)$/, 'Z');
  const instant = new Date(asUtc);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(asUtc.slice(0, 16));
}

export function IsInstant(): PropertyDecorator {
  return ValidateBy({
    name: 'isInstant',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isInstant(value),
      defaultMessage: () => 'must be an instant like 2026-01-31T14:00:00Z',
    },
  });
}
