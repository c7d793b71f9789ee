// What the API demands (channels/channels.dto.ts), said before it is asked.
const META_ID = /^\d{5,25}$/;
const PHONE_NUMBER = /^\+[1-9]\d{6,14}$/;
const MIN_TOKEN_LENGTH = 20;

export const metaIdFault = (value: string): string | null =>
  META_ID.test(value.trim()) ? null : 'An id of Meta has digits only, about 15 of them.';

export const phoneFault = (value: string): string | null =>
  PHONE_NUMBER.test(value.replaceAll(/[\s().-]/g, ''))
    ? null
    : 'Write it with its country code, like +351 912 345 678.';

export const tokenFault = (value: string): string | null => {
  if (/\s/.test(value.trim())) return 'A token has no spaces in it. Copy it once more.';
  return value.trim().length < MIN_TOKEN_LENGTH ? 'This is too short for an access token of Meta.' : null;
};
