import { invalidParameter, type GraphFailure } from '../../graph/graph-failure';
import { field, textOrNull } from '../../sends/parameter';
import type { Part } from './draft';
import { templateRefusal, tooLong } from './template-refusal';
import { checkText, isWords, onlyOne, variablesOf, type Format } from './texts';

type Button = Readonly<Record<string, unknown>>;

interface ButtonRule {
  most: number;
  /** Whether the business writes what stands on it. */
  hasLabel: boolean;
  also?: (button: Button, format: Format) => GraphFailure | null;
}

const MAX_BUTTONS = 10;
const LABEL_CHARACTERS = 25;
const URL_CHARACTERS = 2_000;
const PHONE_CHARACTERS = 20;
/** Meta's pages say 15 here and 20 there. */
const COUPON_CHARACTERS = 20;

/** Facts E: how many there can be of each kind in one template. Of those without a figure there is no limit but the ten. */
const KINDS: Readonly<Record<string, ButtonRule>> = {
  URL: { most: 2, hasLabel: true, also: checkUrl },
  PHONE_NUMBER: { most: 1, hasLabel: true, also: checkPhone },
  QUICK_REPLY: { most: MAX_BUTTONS, hasLabel: true },
  COPY_CODE: { most: 1, hasLabel: false, also: checkCoupon },
  FLOW: { most: MAX_BUTTONS, hasLabel: true, also: checkFlow },
  CATALOG: { most: MAX_BUTTONS, hasLabel: true },
  MPM: { most: MAX_BUTTONS, hasLabel: true },
  SPM: { most: MAX_BUTTONS, hasLabel: false },
  VOICE_CALL: { most: MAX_BUTTONS, hasLabel: false },
  CALL_PERMISSION_REQUEST: { most: MAX_BUTTONS, hasLabel: false },
  REQUEST_CONTACT_INFO: { most: MAX_BUTTONS, hasLabel: false },
  APP: { most: MAX_BUTTONS, hasLabel: false },
};

/** The buttons of a template or, with a smaller `most`, of one of its cards. */
export function checkButtons(part: Part, format: Format, most = MAX_BUTTONS): GraphFailure | null {
  const given = part['buttons'];
  if (!Array.isArray(given) || given.length === 0)
    return invalidParameter('The parameter buttons is required.');
  const buttons = given as readonly Button[];
  if (buttons.length > most)
    return templateRefusal(
      null,
      'Too many buttons',
      `There can be at most ${most} buttons, not ${buttons.length}.`,
    );
  for (const button of buttons) {
    const failure = checkButton(button, format);
    if (failure) return failure;
  }
  return checkCounts(buttons) ?? checkOrder(buttons) ?? checkLabels(buttons);
}

function checkButton(button: Button, format: Format): GraphFailure | null {
  const type = textOrNull(button['type']) ?? '';
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (kind === undefined)
    return invalidParameter(
      `Param buttons: type must be one of {${Object.keys(KINDS).join(', ')}} - got ${type}.`,
    );
  const label = button['text'];
  if (kind.hasLabel && (typeof label !== 'string' || label.trim() === ''))
    return templateRefusal(null, 'Text missing', `A button of the type ${type} needs a text.`);
  return checkWords(button) ?? kind.also?.(button, format) ?? null;
}

/** What stands on a button, before and after the app of a password has filled it in. */
export function checkWords(button: unknown): GraphFailure | null {
  for (const name of ['text', 'autofill_text']) {
    const words = field(button, name);
    if (!isWords(words)) continue;
    if ([...words].length > LABEL_CHARACTERS) return tooLong('The text of a button', LABEL_CHARACTERS);
    if (variablesOf(words).length > 0)
      return templateRefusal(null, 'Invalid parameters', 'The text of a button cannot have variables.');
  }
  return null;
}

function checkCounts(buttons: readonly Button[]): GraphFailure | null {
  for (const [type, { most }] of Object.entries(KINDS)) {
    const count = buttons.filter((button) => button['type'] === type).length;
    if (count > most)
      return templateRefusal(
        null,
        'Too many buttons',
        `There can be at most ${most} button(s) of the type ${type}, not ${count}.`,
      );
  }
  return null;
}

/** Quick replies stand together, and so do the others. */
function checkOrder(buttons: readonly Button[]): GraphFailure | null {
  const isReply = buttons.map((button) => button['type'] === 'QUICK_REPLY');
  const changes = isReply.filter((one, index) => index > 0 && one !== isReply[index - 1]).length;
  return changes <= 1
    ? null
    : templateRefusal(null, 'Invalid button order', 'Quick replies and other buttons must stand apart.');
}

function checkLabels(buttons: readonly Button[]): GraphFailure | null {
  const labels = buttons.flatMap(({ text }) => (isWords(text) ? [text.trim()] : []));
  return new Set(labels).size === labels.length
    ? null
    : templateRefusal(null, 'Button texts must differ', 'Two buttons cannot have the same text.');
}

/** At most one variable, at the end, with a sample of the whole address or of what stands for it. */
function checkUrl({ url, example }: Button, format: Format): GraphFailure | null {
  if (typeof url !== 'string' || !isAddress(url.replaceAll(/\{\{[^{}]*\}\}/g, 'x')))
    return invalidParameter("Param buttons['url'] is not a URL.");
  const rule = {
    part: 'The address',
    subcode: null,
    most: URL_CHARACTERS,
    mostVariables: 1,
    hasEdges: false,
  };
  // The facts do not say whether an address has a name where the others have one.
  const isNumbered = variablesOf(url).every((name) => name === '1');
  const failure = checkText(url, rule, isNumbered ? 'POSITIONAL' : format);
  if (failure || variablesOf(url).length === 0) return failure;
  if (!/\{\{[^{}]*\}\}$/.test(url))
    return templateRefusal(null, 'Invalid parameters', 'The variable of an address must stand at its end.');
  return Array.isArray(example) && isWords(onlyOne(example))
    ? null
    : templateRefusal(null, 'Samples missing', 'An address with a variable needs a sample (example).');
}

function isAddress(url: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(url) && !/[\s{}]/.test(url) && URL.canParse(url);
}

function checkPhone(button: Button): GraphFailure | null {
  const phone = button['phone_number'];
  if (typeof phone === 'string' && [...phone].length > PHONE_CHARACTERS)
    return tooLong('A phone number', PHONE_CHARACTERS);
  return typeof phone === 'string' && /^\+?\d{5,}$/.test(phone.replaceAll(/[\s().-]/g, ''))
    ? null
    : invalidParameter("Param buttons['phone_number'] is not a phone number.");
}

function checkCoupon({ example }: Button): GraphFailure | null {
  const sample: unknown = Array.isArray(example) ? onlyOne(example) : example;
  if (!isWords(sample))
    return templateRefusal(null, 'Samples missing', 'A code to copy needs a sample (example).');
  return [...sample].length > COUPON_CHARACTERS ? tooLong('A code to copy', COUPON_CHARACTERS) : null;
}

function checkFlow(button: Button): GraphFailure | null {
  const isNamed = ['flow_id', 'flow_name', 'flow_json'].some((name) => isWords(button[name]));
  return isNamed
    ? null
    : invalidParameter("Param buttons needs one of 'flow_id', 'flow_name' and 'flow_json'.");
}
