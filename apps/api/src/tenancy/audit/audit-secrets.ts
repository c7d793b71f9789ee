import { Problem } from '../../kernel/problem';

/** Words for what must not be kept anywhere in the clear, at the end of a name. */
const SECRET_NAME = /(token|password|passphrase|secret|hash|code|cookie|link|credential|api_?key)s?$/i;
/** What we give out as a key looks like this wherever it stands. */
const SECRET_VALUE = /parley_(live|test)_[\w-]{20}|#[\w-]{40}/;

/**
 * The record is read by many and never deleted, so no secret may come into it. What is said about one
 * (`accessToken: { lastFour }`, `hasPassword: true`) may.
 * @throws Error that names the place, not the value; Problem 400 for a text, since somebody may have typed it
 */
export function assertNoSecrets(value: unknown, place = ''): void {
  if (typeof value === 'string' && SECRET_VALUE.test(value)) throw secretInText();
  if (typeof value !== 'object' || value === null) return;
  for (const [name, own] of Object.entries(value)) {
    const isText = typeof own === 'string' || typeof own === 'number' || Array.isArray(own);
    if (isText && SECRET_NAME.test(name)) throw secretAt(`${place}/${name}`);
    assertNoSecrets(own, `${place}/${name}`);
  }
}

const secretInText = (): Problem =>
  new Problem(
    400,
    'secret_in_text',
    'A secret was about to be written to the audit trail.',
    'This text looks like an API key, or like a link with a token in it. Please choose another.',
  );

const secretAt = (place: string): Error =>
  new Error(`A secret was about to be written to the audit trail, at ${place || '/'}.`);
