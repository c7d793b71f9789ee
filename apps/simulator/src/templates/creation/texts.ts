import type { GraphFailure } from '../../graph/graph-failure';
import { field } from '../../sends/parameter';
import type { Template } from '../template';
import { templateRefusal, tooLong, type SUBCODES } from './template-refusal';

export type Format = Template['parameter_format'];

export interface TextRule {
  /** As Meta's words for people call it. */
  part: string;
  subcode: keyof typeof SUBCODES | null;
  most: number;
  mostVariables: number;
  /** Whether variables must stand between words (of a body, not of a header). */
  hasEdges: boolean;
}

/** Whole braces with what is in them. */
const BRACES = /\{\{([^{}]*)\}\}/g;

/** A text that must be there, and the variables in it (facts E). Characters as people count them. */
export function checkText(value: unknown, rule: TextRule, format: Format): GraphFailure | null {
  const { part, subcode, most } = rule;
  if (typeof value !== 'string' || value.trim() === '')
    return templateRefusal(subcode, 'Text missing', `${part} needs a text.`);
  if ([...value].length > most) return tooLong(part, most);
  return checkVariables(value, rule, format);
}

/** The variables of a text, each once, in order, as they are written: no spaces belong into the braces. */
export function variablesOf(text: string): string[] {
  return [...new Set(usesOf(text))];
}

function usesOf(text: string): string[] {
  return [...text.matchAll(BRACES)].map(([, name = '']) => name);
}

function checkVariables(
  text: string,
  { part, subcode, mostVariables, hasEdges }: TextRule,
  format: Format,
): GraphFailure | null {
  const wrong = (title: string, message: string): GraphFailure => templateRefusal(subcode, title, message);
  const names = variablesOf(text);
  if (/\{\{|\}\}/.test(text.replaceAll(BRACES, ' ')))
    return wrong('Invalid parameters', `${part} has braces that do not belong together.`);
  const misnamed = names.find((name) => !isName(name, format));
  if (misnamed !== undefined)
    return wrong(
      'Invalid parameters',
      `${part} has the variable {{${misnamed}}}, which a template of ${format.toLowerCase()} parameters cannot have.`,
    );
  if (format === 'POSITIONAL' && names.some((_name, index) => !names.includes(String(index + 1))))
    return wrong('Invalid parameters', `The variables of ${part} must be numbered from {{1}} without gaps.`);
  if (usesOf(text).length > mostVariables)
    return wrong('Too many parameters', `${part} can have at most ${mostVariables} variable(s).`);
  return hasEdges && names.length > 0 ? checkPlaces(text, part, subcode) : null;
}

function isName(name: string, format: Format): boolean {
  return format === 'POSITIONAL' ? /^[1-9]\d{0,3}$/.test(name) : /^[a-z][a-z0-9_]*$/.test(name);
}

/** Not first, not last, not beside each other, and not more of them than words. */
function checkPlaces(text: string, part: string, subcode: TextRule['subcode']): GraphFailure | null {
  const bare = text.trim();
  if (/^\{\{[^{}]*\}\}/.test(bare) || /\{\{[^{}]*\}\}$/.test(bare))
    return templateRefusal(
      'variableAtTheEdge',
      "Variables can't be at the start or end",
      `${part} must not begin or end with a variable.`,
    );
  if (/\}\}\s*\{\{/.test(bare))
    return templateRefusal(
      subcode,
      'Invalid parameters',
      `${part} has variables without words between them.`,
    );
  const variables = [...bare.matchAll(BRACES)].length;
  const words = bare.replaceAll(BRACES, ' ').match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0;
  return words > variables
    ? null
    : templateRefusal(
        'tooManyVariables',
        'Parameters words ratio exceeds limit',
        `${part} has too many variables for its length. Use fewer variables or more words.`,
      );
}

/** Whether there is a sample for each variable, and none beside them. `name` is of the positional list, such as `body_text`. */
export function checkSamples(
  part: string,
  name: 'header_text' | 'body_text',
  text: string,
  example: unknown,
  { format, subcode }: { format: Format; subcode: TextRule['subcode'] },
): GraphFailure | null {
  const variables = variablesOf(text);
  if (variables.length === 0) return null;
  const given =
    format === 'NAMED' ? namedSamples(field(example, `${name}_named_params`)) : positional(name, example);
  const isComplete =
    given !== null &&
    given.length === variables.length &&
    (format === 'POSITIONAL' || variables.every((one) => given.includes(one)));
  return isComplete
    ? null
    : templateRefusal(
        subcode,
        'Samples missing',
        `${part} needs a sample for each of its variables (example).`,
      );
}

/** The values; null when they are not texts in the list that Meta wants. */
function positional(name: string, example: unknown): string[] | null {
  const list = field(example, name);
  const values: unknown = name === 'body_text' && Array.isArray(list) ? onlyOne(list) : list;
  return Array.isArray(values) && values.every(isWords) ? values : null;
}

/** What is in a list of one; undefined for any other. */
export function onlyOne(list: readonly unknown[]): unknown {
  return list.length === 1 ? list[0] : undefined;
}

/** The names. */
function namedSamples(list: unknown): string[] | null {
  if (!Array.isArray(list)) return null;
  const names = list.map((one) => (isWords(field(one, 'example')) ? field(one, 'param_name') : null));
  return names.every(isWords) ? names : null;
}

export function isWords(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
