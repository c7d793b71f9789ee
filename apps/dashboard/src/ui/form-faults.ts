import type { ApiProblem } from '@/data/problem';

/** What to say for a code of the API: a sentence for the whole form, or one beside the field that it is about. */
export type FaultWords = Readonly<
  Record<string, string | ((problem: ApiProblem) => string) | { field: string; text: string }>
>;

export type FormFaults = {
  /** A sentence for each field at fault, by its name. */
  fields: Record<string, string>;
  /** What concerns no single field; null when the fields say it all. */
  general: { text: string; requestId: string | null; retryAt: number | null } | null;
};

export const noFaults: FormFaults = { fields: {}, general: null };

/** Where the refusal of a form's call is to be said, and in which words. `labels` are the fields on the page by name. */
export function faultsOf(
  problem: ApiProblem,
  labels: ReadonlyMap<string, string>,
  words: FaultWords = {},
): FormFaults {
  const chosen = words[problem.code];
  if (typeof chosen === 'object' && labels.has(chosen.field)) {
    return { fields: { [chosen.field]: chosen.text }, general: null };
  }
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const { pointer, detail } of problem.faults) {
    const name = fieldOf(pointer);
    const text = sentence(withLabel(detail, name, labels.get(name)));
    if (!labels.has(name)) rest.push(text);
    else fields[name] = fields[name] ? `${fields[name]} ${text}` : text;
  }
  if (Object.keys(fields).length > 0 && rest.length === 0) return { fields, general: null };
  return { fields, general: generalFault(problem, chosen, rest) };
}

function generalFault(
  problem: ApiProblem,
  chosen: FaultWords[string] | undefined,
  rest: readonly string[],
): FormFaults['general'] {
  const { requestId, retryAt } = problem;
  if (typeof chosen === 'function') return { text: chosen(problem), requestId: null, retryAt };
  if (typeof chosen === 'object') return { text: chosen.text, requestId: null, retryAt };
  if (chosen !== undefined) return { text: chosen, requestId: null, retryAt };
  if (problem.status === 429) return { text: 'That was tried too often.', requestId: null, retryAt };
  if (problem.isOutage) return { text: 'Parley did not answer. Try again in a moment.', requestId, retryAt };
  if (rest.length > 0) return { text: rest.join(' '), requestId, retryAt };
  return { text: inFull(problem), requestId, retryAt };
}

/** The field a JSON pointer leads into: "/scopes/0" is about "scopes". */
const fieldOf = (pointer: string): string =>
  (pointer.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');

/** "must be …" and "newPassword must be …" are about a value; people know it by its label. */
function withLabel(detail: string, name: string, label: string | undefined): string {
  if (!label) return detail;
  if (detail.startsWith(`${name} `)) return label + detail.slice(name.length);
  return detail.startsWith('must ') ? `${label} ${detail}` : detail;
}

/** The API says in the title what is wrong, and in the message what to do about it. */
function inFull({ title, message }: ApiProblem): string {
  return title && title !== message ? `${sentence(title)} ${sentence(message)}` : sentence(message);
}

function sentence(words: string): string {
  const trimmed = words.trim();
  const whole = /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}
