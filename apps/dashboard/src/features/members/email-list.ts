export type EmailList = { addresses: string[]; faulty: string[] };

/** Loose on purpose: whether an address exists, only a mail to it can tell. */
const LOOKS_LIKE_AN_ADDRESS = /^[^\s@<>"]+@[^\s@<>".]+(\.[^\s@<>".]+)+$/;
const MAX_ADDRESS_LENGTH = 254;

/**
 * The addresses in pasted text: one per line, or separated by commas, semicolons or spaces, bare or as
 * `Ben Ode <ben@acme.example>`. Each once, in lower case, in the order they came; `faulty` is what is not an address.
 */
export function readEmailList(text: string): EmailList {
  const addresses = new Set<string>();
  const faulty = new Set<string>();
  // A quoted name may hold a comma.
  for (const entry of text.replace(/"[^"\n]*"\s*(?=<)/g, '').split(/[\n\r,;]+/)) {
    const inBrackets = [...entry.matchAll(/<([^<>]+)>/g)].map(([, address]) => address ?? '');
    const candidates = inBrackets.length > 0 ? inBrackets : entry.split(/\s+/);
    for (const candidate of candidates) {
      const address = candidate.trim().replace(/^mailto:/i, '');
      if (address === '') continue;
      if (isAddress(address)) addresses.add(address.toLowerCase());
      else faulty.add(address);
    }
  }
  return { addresses: [...addresses], faulty: [...faulty] };
}

const isAddress = (text: string) => text.length <= MAX_ADDRESS_LENGTH && LOOKS_LIKE_AN_ADDRESS.test(text);
