import { buildMessage, ValidateBy } from 'class-validator';

const MIN_NEW_PASSWORD = 8;
const MAX_PASSWORD = 128;

/** Counted as people count: an emoji or a letter with its accent composed is one, whatever it takes in memory. */
const isPassword = (value: unknown, min: number): boolean => {
  if (typeof value !== 'string' || !value.isWellFormed()) return false;
  const { length } = [...value];
  return length >= min && length <= MAX_PASSWORD;
};

const passwordOf = (min: number, name: string): PropertyDecorator =>
  ValidateBy({
    name,
    validator: {
      validate: (value) => isPassword(value, min),
      defaultMessage: buildMessage(() => `$property must have ${min} to ${MAX_PASSWORD} characters`),
    },
  });

/** Any characters, none changed, none cut off (facts/reliability.md E15). */
export const IsNewPassword = (): PropertyDecorator => passwordOf(MIN_NEW_PASSWORD, 'newPassword');

/** One that is checked, not set. */
export const IsPassword = (): PropertyDecorator => passwordOf(1, 'password');
