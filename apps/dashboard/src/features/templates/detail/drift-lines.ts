type Json = Readonly<Record<string, unknown>>;

/** One place of a template: what was submitted there, and what WhatsApp has; null where there is nothing. */
export type DriftLine = { place: string; ours: string | null; theirs: string | null };

/** The places at which two forms of a template say something else, in their order. */
export function driftLines(ours: readonly unknown[], theirs: readonly unknown[]): DriftLine[] {
  const [mine, other] = [linesOf(ours), linesOf(theirs)];
  return [...new Set([...mine.keys(), ...other.keys()])].flatMap((place) => {
    const line = { place, ours: mine.get(place) ?? null, theirs: other.get(place) ?? null };
    return line.ours === line.theirs ? [] : [line];
  });
}

/** What there is to read of each place. */
function linesOf(components: readonly unknown[], before = ''): Map<string, string> {
  const lines = new Map<string, string>();
  for (const component of components.filter(isRecord)) {
    const type = word(component['type']).toUpperCase();
    const name =
      before + (before ? (NAMES[type]?.toLowerCase() ?? type.toLowerCase()) : (NAMES[type] ?? type));
    if (type === 'BUTTONS') {
      listOf(component['buttons']).forEach((button, index) =>
        lines.set(`${before}${before ? 'button' : 'Button'} ${index + 1}`, buttonLine(button)),
      );
    } else if (type === 'CAROUSEL') {
      listOf(component['cards']).forEach((card, index) => {
        const inCard = linesOf(listOf(isRecord(card) ? card['components'] : null), `Card ${index + 1}, `);
        for (const [place, line] of inCard) lines.set(place, line);
      });
    } else lines.set(name, componentLine(component));
  }
  return lines;
}

const NAMES: Readonly<Record<string, string>> = {
  HEADER: 'Header',
  BODY: 'Body',
  FOOTER: 'Footer',
  LIMITED_TIME_OFFER: 'Offer',
};

function componentLine(component: Json): string {
  const text = word(component['text']);
  if (text) return text;
  const format = word(component['format']).toLowerCase();
  if (format) return `(${format})`;
  const { type: _type, example: _example, ...rest } = component;
  return JSON.stringify(rest);
}

function buttonLine(button: unknown): string {
  if (!isRecord(button)) return JSON.stringify(button);
  const kind = word(button['type']).toLowerCase().replaceAll('_', ' ');
  const target = word(button['url']) || word(button['phone_number']);
  return [word(button['text']) || `(${kind})`, target].filter(Boolean).join(' → ');
}

const word = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
