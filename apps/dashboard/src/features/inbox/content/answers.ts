const MOST = 20;
/** Only the form itself needs it, to know which one was sent. */
const NOT_FOR_PEOPLE = new Set(['flow_token']);

/** What somebody filled in, for people to read: at most 20 answers, in the order of the form. */
export function answersOf(
  responses: Readonly<Record<string, unknown>> | null,
): { name: string; value: string }[] {
  return Object.entries(responses ?? {})
    .filter(([name, value]) => !NOT_FOR_PEOPLE.has(name) && value !== null && value !== '')
    .slice(0, MOST)
    .map(([name, value]) => ({ name: name.replaceAll('_', ' '), value: inWords(value) }));
}

function inWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
