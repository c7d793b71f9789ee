import { partOf } from '../../messages/rules';
import { TEMPLATE_DRAFT_LIMITS as LIMITS } from '../template-limits';
import { characterCount } from '../text-form';
import { type ButtonView, type TemplateView, writtenAt } from '../template-view';
import { isName, rewritten, usesIn } from '../variables';
import { itHas, put, SOURCES, type Spot, type TemplateRule } from './template-rule';

const TOO_LONG_SUBCODE = 2388040;
const SAMPLE_SUFFIX = 'sample';

const ofKind = ({ buttons }: TemplateView, kind: string): readonly ButtonView[] =>
  buttons.filter((button) => button.kind === kind);

/** Buttons of a kind without the text that the kind is about. */
const missing =
  (kind: string, name: string) =>
  (template: TemplateView): readonly Spot[] =>
    ofKind(template, kind)
      .filter(({ value }) => writtenAt(value, name) === undefined)
      .map(({ path }) => ({ path: [...path, name] }));

/** Buttons of a kind whose text is not as it should be. */
const wrong =
  (
    kind: string,
    name: string,
    isWrong: (text: string) => boolean,
    { detail, mend }: { detail?: (text: string) => string; mend?: (text: string) => string } = {},
  ) =>
  (template: TemplateView): readonly Spot[] =>
    ofKind(template, kind).flatMap(({ value, path }) => {
      const text = writtenAt(value, name);
      if (text === undefined || !isWrong(text)) return [];
      const at = [...path, name];
      return [
        {
          path: at,
          ...(detail === undefined ? {} : { detail: detail(text) }),
          ...(mend === undefined ? {} : { mend: put(template, at, mend(text)) }),
        },
      ];
    });

const length = (text: string): string => itHas(characterCount(text));

/** With a word in the place of its variables, as a variable is no part of an address. */
function isWebAddress(url: string): boolean {
  const address = url.replace(/\{\{[^{}]*\}\}/g, SAMPLE_SUFFIX);
  return /^https?:\/\/[^\s/]/i.test(address) && !/[\s{}]/.test(address) && URL.canParse(address);
}

const isPhoneNumber = (phone: string): boolean => /^\+?\d{5,}$/.test(phone.replace(/[\s().-]/g, ''));

const endsWithItsVariable = (url: string): boolean => usesIn(url)[0]?.end === url.length;

/** Meta's examples have a text, and a list of one text; for a code both are taken. */
function exampleOf({ value }: ButtonView): string | null {
  const example = partOf(value, 'example');
  const text: unknown = Array.isArray(example) && example.length === 1 ? example[0] : example;
  return typeof text === 'string' && text.trim() !== '' ? text : null;
}

function codes(isWrong: (code: string) => boolean, mend?: (code: string) => string) {
  return (template: TemplateView): readonly Spot[] =>
    ofKind(template, 'COPY_CODE').flatMap((button) => {
      const code = exampleOf(button);
      if (code === null || !isWrong(code)) return [];
      const path = [...button.path, 'example'];
      return [{ path, detail: length(code), ...(mend ? { mend: put(template, path, mend(code)) } : {}) }];
    });
}

export const BUTTON_KIND_RULES: readonly TemplateRule[] = [
  {
    id: 'url.missing',
    severity: 'error',
    says: 'A button to a website needs its address.',
    source: SOURCES.buttons,
    find: missing('URL', 'url'),
  },
  {
    id: 'url.too_long',
    severity: 'error',
    says: `The address of a button may have at most ${LIMITS.urlCharacters} characters.`,
    source: SOURCES.buttons,
    subcode: TOO_LONG_SUBCODE,
    find: wrong('URL', 'url', (url) => characterCount(url) > LIMITS.urlCharacters, { detail: length }),
  },
  {
    id: 'url.form',
    severity: 'error',
    says: 'The address of a button begins with https:// or http:// and has no spaces.',
    source: SOURCES.buttons,
    fix: 'Begin it with https://',
    find: wrong('URL', 'url', (url) => !isWebAddress(url), {
      mend: (url) => `https://${url.trim().replace(/^[a-z]*:?\/+/i, '')}`,
    }),
  },
  {
    id: 'url.too_many_variables',
    severity: 'error',
    says: 'The address of a button may have one variable.',
    source: SOURCES.buttons,
    find: wrong('URL', 'url', (url) => usesIn(url).length > LIMITS.urlVariables),
  },
  {
    id: 'url.variable_form',
    severity: 'error',
    says: 'The variable of an address is {{1}}, or has a name where all variables of the template have one.',
    source: `${SOURCES.variables}; whether an address has a name or {{1}} beside named ones, it does not say`,
    fix: 'Make it {{1}}',
    find: (template) => {
      const isRight = (written: string, label: string): boolean =>
        written === '{{1}}' || (template.format === 'NAMED' && written === `{{${label}}}` && isName(label));
      return wrong(
        'URL',
        'url',
        (url) => usesIn(url).some(({ written, label }) => !isRight(written, label)),
        {
          mend: (url) => rewritten(url, () => '{{1}}'),
        },
      )(template);
    },
  },
  {
    id: 'url.variable_not_last',
    severity: 'error',
    says: 'The variable of an address stands at its end.',
    source: SOURCES.buttons,
    fix: 'End the address after the variable',
    find: wrong('URL', 'url', (url) => usesIn(url).length === 1 && !endsWithItsVariable(url), {
      mend: (url) => url.slice(0, usesIn(url)[0]?.end),
    }),
  },
  {
    id: 'url.sample_missing',
    severity: 'error',
    says: 'An address with a variable needs a list of one sample: the whole address, or what the variable becomes.',
    source: SOURCES.samples,
    fix: 'Put in a sample, to be replaced by a better one',
    find: (template) =>
      ofKind(template, 'URL')
        .filter(({ value }) => usesIn(writtenAt(value, 'url') ?? '').length > 0)
        .filter((button) => !Array.isArray(partOf(button.value, 'example')) || exampleOf(button) === null)
        .map((button) => {
          const path = [...button.path, 'example'];
          return { path, mend: put(template, path, [exampleOf(button) ?? SAMPLE_SUFFIX]) };
        }),
  },
  {
    id: 'phone.missing',
    severity: 'error',
    says: 'A button to call needs its phone number.',
    source: SOURCES.buttons,
    find: missing('PHONE_NUMBER', 'phone_number'),
  },
  {
    id: 'phone.too_long',
    severity: 'error',
    says: `The phone number of a button may have at most ${LIMITS.phoneCharacters} characters.`,
    source: SOURCES.buttons,
    subcode: TOO_LONG_SUBCODE,
    fix: 'Leave the digits alone',
    find: wrong('PHONE_NUMBER', 'phone_number', (phone) => characterCount(phone) > LIMITS.phoneCharacters, {
      detail: length,
      mend: (phone) => phone.replace(/(?!^\+)\D/g, ''),
    }),
  },
  {
    id: 'phone.form',
    severity: 'error',
    says: 'The phone number of a button has digits, with the code of its country.',
    source: SOURCES.buttons,
    find: wrong('PHONE_NUMBER', 'phone_number', (phone) => !isPhoneNumber(phone)),
  },
  {
    id: 'code.sample_missing',
    severity: 'error',
    says: 'A button that copies a code needs a sample of the code.',
    source: SOURCES.samples,
    find: (template) =>
      ofKind(template, 'COPY_CODE')
        .filter((button) => exampleOf(button) === null)
        .map(({ path }) => ({ path: [...path, 'example'] })),
  },
  {
    id: 'code.too_long',
    severity: 'error',
    says: `A code to copy may have at most ${LIMITS.codeCharacters} characters.`,
    source: `${SOURCES.buttons}; its pages say 15 and 20`,
    subcode: TOO_LONG_SUBCODE,
    fix: `Shorten it to ${LIMITS.codeCharacters} characters`,
    find: codes(
      (code) => characterCount(code) > LIMITS.codeCharacters,
      (code) => code.slice(0, LIMITS.codeCharacters),
    ),
  },
  {
    id: 'code.long',
    severity: 'warning',
    says: `A code to copy of more than ${LIMITS.safeCodeCharacters} characters may be refused.`,
    source: `${SOURCES.buttons}; its pages say 15 and 20`,
    subcode: TOO_LONG_SUBCODE,
    find: codes((code) => {
      const count = characterCount(code);
      return LIMITS.safeCodeCharacters < count && count <= LIMITS.codeCharacters;
    }),
  },
  {
    id: 'flow.missing',
    severity: 'error',
    says: 'A button to a flow says which one: flow_id, flow_name or flow_json.',
    source: SOURCES.flows,
    find: (template) =>
      ofKind(template, 'FLOW')
        .filter(({ value }) =>
          ['flow_id', 'flow_name', 'flow_json'].every((name) => writtenAt(value, name) === undefined),
        )
        .map(({ path }) => ({ path: [...path, 'flow_id'] })),
  },
];
