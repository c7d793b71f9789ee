/** Headers of a call in the name of that token; null for what a header cannot carry, which is no token. */
export function bearerHeaders(
  accessToken: string,
  scheme: 'Bearer' | 'OAuth' = 'Bearer',
): Record<string, string> | null {
  if (!/^[\x21-\x7e]+$/.test(accessToken)) return null;
  return { authorization: `${scheme} ${accessToken}`, ...PLAIN_ANSWER };
}

export const PLAIN_ANSWER = {
  accept: 'application/json',
  // What is unpacked on the way could be any size.
  'accept-encoding': 'identity',
} as const;
