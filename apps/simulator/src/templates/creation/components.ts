import { invalidParameter, type GraphFailure } from '../../graph/graph-failure';
import { field, quoted } from '../../sends/parameter';
import type { Draft, Part } from './draft';
import { templateRefusal, tooLong } from './template-refusal';
import { checkSamples, checkText, onlyOne, variablesOf, type Format, type TextRule } from './texts';

/** The type of the file that an upload's handle stands for; undefined: no such upload. */
export type HandleTypes = (handle: string) => string | undefined;

export const BODY_CHARACTERS = 1024;
export const BODY_CHARACTERS_OF_AN_OFFER = 600;
const HEADER_CHARACTERS = 60;
const FOOTER_CHARACTERS = 60;
const OFFER_CHARACTERS = 16;

/** What a file must be to be the sample of a header. */
const MEDIA_HEADERS: Readonly<Record<string, readonly string[]>> = {
  IMAGE: ['image/jpeg', 'image/png'],
  VIDEO: ['video/mp4', 'video/3gpp'],
  GIF: ['video/mp4', 'image/gif'],
  DOCUMENT: ['application/pdf', 'text/plain', 'application/msword', 'application/vnd'],
};

const HEADER_RULE: TextRule = {
  part: 'The header',
  subcode: 'header',
  most: HEADER_CHARACTERS,
  mostVariables: 1,
  hasEdges: false,
};

export function checkHeader(part: Part, format: Format, handles: HandleTypes): GraphFailure | null {
  const kind = part['format'];
  if (kind === 'TEXT') {
    const words = part['text'];
    return (
      checkText(words, HEADER_RULE, format) ??
      checkPlain(String(words)) ??
      checkSamples('The header', 'header_text', String(words), part['example'], { format, subcode: 'header' })
    );
  }
  if (kind === 'LOCATION') return null;
  const types = typeof kind === 'string' ? MEDIA_HEADERS[kind] : undefined;
  return types === undefined
    ? templateRefusal('header', 'Header format unknown', `There is no header of the format ${quoted(kind)}.`)
    : checkHandle(part, types, handles);
}

const NOT_PLAIN: readonly RegExp[] = [
  /[\n\r\u2028\u2029*`]/,
  // Around words, and not inside of one.
  /(?<![\p{L}\p{N}])([_~])[^\s_~][^_~]*\1(?![\p{L}\p{N}])/u,
  // Not ©, ® and ™, unless they are made pictures.
  /(?![©®™])\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\uFE0F/u,
];

/** A header is one line of plain words; this is what 2388047 says in Meta's own (not in the facts). */
function checkPlain(words: string): GraphFailure | null {
  const bare = words.replaceAll(/\{\{[^{}]*\}\}/g, 'x');
  return NOT_PLAIN.some((sign) => sign.test(bare))
    ? templateRefusal(
        'header',
        'Invalid header',
        'The header cannot have line breaks, formatting characters, emojis or asterisks.',
      )
    : null;
}

/** Facts E: `example.header_handle` is a list with the handle of one upload. */
function checkHandle(part: Part, types: readonly string[], handles: HandleTypes): GraphFailure | null {
  const list = field(part['example'], 'header_handle');
  const handle = Array.isArray(list) ? onlyOne(list) : undefined;
  if (typeof handle !== 'string' || handle === '')
    return templateRefusal('header', 'Sample missing', `The header needs a sample (example.header_handle).`);
  const type = handles(handle);
  if (type === undefined)
    return templateRefusal(
      'header',
      'Invalid media handle',
      'The handle in the header is not that of an upload.',
    );
  return types.some((one) => type === one || type.startsWith(`${one}.`))
    ? null
    : templateRefusal(
        'header',
        'Media type not supported',
        `A header of the format ${quoted(part['format'])} cannot have a sample of the type ${type}.`,
      );
}

/** @param most characters */
export function checkBody(part: Part, format: Format, most: number): GraphFailure | null {
  const words = part['text'];
  const rule: TextRule = { part: 'The body', subcode: 'body', most, mostVariables: Infinity, hasEdges: true };
  return (
    checkText(words, rule, format) ??
    checkSamples('The body', 'body_text', String(words), part['example'], { format, subcode: 'body' })
  );
}

export function checkFooter(part: Part): GraphFailure | null {
  const words = part['text'];
  if (typeof words !== 'string' || words.trim() === '')
    return templateRefusal('footer', 'Text missing', 'The footer needs a text.');
  if ([...words].length > FOOTER_CHARACTERS) return tooLong('The footer', FOOTER_CHARACTERS);
  return variablesOf(words).length === 0
    ? null
    : templateRefusal('footer', 'Invalid parameters', 'The footer cannot have variables.');
}

export function checkOffer(part: Part): GraphFailure | null {
  const offer = part['limited_time_offer'];
  const words = field(offer, 'text');
  if (typeof words !== 'string' || words.trim() === '')
    return invalidParameter("The parameter limited_time_offer['text'] is required.");
  if ([...words].length > OFFER_CHARACTERS) return tooLong('The limited-time offer', OFFER_CHARACTERS);
  const hasExpiration = field(offer, 'has_expiration');
  return hasExpiration === undefined || typeof hasExpiration === 'boolean'
    ? null
    : invalidParameter("Param limited_time_offer['has_expiration'] must be a boolean.");
}

/** Each type at most once, and none that does not exist. */
export function checkTypes(components: readonly Part[], known: readonly string[]): GraphFailure | null {
  const types = components.map(({ type }) => type);
  const unknown = types.find((type) => !known.includes(type));
  if (unknown !== undefined)
    return invalidParameter(`Param components: type must be one of {${known.join(', ')}} - got ${unknown}.`);
  const doubled = types.find((type, index) => types.indexOf(type) !== index);
  return doubled === undefined
    ? null
    : invalidParameter(`Param components: there is more than one component of the type ${doubled}.`);
}

export function partOf({ components }: Pick<Draft, 'components'>, type: string): Part | undefined {
  return components.find((part) => part.type === type);
}
