/** The zone under the name of the IANA database, in its own spelling; null for what is no zone, an offset included. */
export function timeZoneOf(given: string): string | null {
  if (!/^[A-Za-z]/.test(given)) return null;
  try {
    new Intl.DateTimeFormat('en', { timeZone: given });
  } catch {
    return null;
  }
  const known = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  return known.find((zone) => zone.toLowerCase() === given.toLowerCase()) ?? given;
}

/** The BCP 47 tag in its canonical form; null for what is none. */
export function languageOf(given: string): string | null {
  try {
    return Intl.getCanonicalLocales(given)[0] ?? null;
  } catch {
    return null;
  }
}
