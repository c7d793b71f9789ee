import { type Parts, textOf, withValue } from './parts';

/** Stands at the end of an address that differs from message to message. */
const END = '{{1}}';
const VARIABLE = /\{\{[^{}]*\}\}/;

/** The sample of a button, of which WhatsApp has two shapes: a text, or a list of one. */
export function exampleOf({ example }: Parts): string {
  const found: unknown = Array.isArray(example) ? example[0] : example;
  return typeof found === 'string' ? found : '';
}

export const withCode = (button: Parts, code: string): Parts => ({ ...button, example: code });

export const isDynamic = (button: Parts): boolean => VARIABLE.test(textOf(button, 'url'));

/** The address; that of one which differs is shown without its variable. */
export const addressOf = (button: Parts): string => textOf(button, 'url').replace(END, '');

/** A variable that somebody types is one, wherever it stands: the rules say what they think of it. */
export function withAddress(button: Parts, typed: string): Parts {
  const wasDynamic = textOf(button, 'url').includes(END);
  const url = wasDynamic && !VARIABLE.test(typed) ? typed + END : typed;
  const next = { ...button, url };
  if (!VARIABLE.test(url)) return withValue(next, 'example', undefined);
  return 'example' in button ? next : { ...next, example: [''] };
}

export function withDynamic(button: Parts, isWanted: boolean): Parts {
  const plain = textOf(button, 'url').replaceAll(new RegExp(VARIABLE, 'g'), '');
  return isWanted
    ? { ...button, url: plain + END, example: [exampleOf(button)] }
    : withValue({ ...button, url: plain }, 'example', undefined);
}

export const withUrlSample = (button: Parts, sample: string): Parts => ({ ...button, example: [sample] });
