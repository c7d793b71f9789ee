const TOKEN = /^[A-Za-z0-9_.~-]{1,200}$/;

/** The token in what somebody pasted: the token itself, "#token", or the whole link. Null when there is none. */
export function tokenIn(pasted: string): string | null {
  const text = pasted.trim();
  const token = text.slice(text.lastIndexOf('#') + 1);
  return TOKEN.test(token) ? token : null;
}
