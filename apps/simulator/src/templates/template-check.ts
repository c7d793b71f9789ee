import { failureOf } from '../graph/error-table';
import { refused, type GraphFailure } from '../graph/graph-failure';
import { missingParameter } from '../sends/parameter';
import type { TemplateComponent, TemplateSend } from '../sends/template-content';
import { variablesIn, type Template, type TemplateButton, type TemplatePart } from './template';

type Parameters = TemplateComponent['parameters'];

const MAX_BODY_CHARACTERS = 1024;
/** What Meta does not take inside a parameter. */
const BAD_SPACES = /[\n\r\t]| {5,}/;
const MEDIA_FORMATS = ['IMAGE', 'VIDEO', 'DOCUMENT', 'GIF', 'LOCATION'];

/** Whether this template can be sent at all, and with these parameters: codes 132000 to 132018 (facts A4, B4). */
export function checkTemplate(template: Template | undefined, send: TemplateSend): GraphFailure | null {
  if (template === undefined || !['APPROVED', 'PAUSED', 'DISABLED'].includes(template.status))
    return {
      ...failureOf(132001),
      details: `template name (${send.name}) does not exist in ${send.language}`,
    };
  if (template.status === 'PAUSED') return failureOf(132015);
  if (template.status === 'DISABLED') return failureOf(132016);
  return checkHeader(template, send) ?? checkBody(template, send) ?? checkButtons(template, send);
}

function checkHeader(template: Template, send: TemplateSend): GraphFailure | null {
  const header = partOf(template, 'HEADER');
  const given = parametersOf(send, 'header');
  const format = header?.format ?? 'TEXT';
  if (!MEDIA_FORMATS.includes(format)) return checkTexts('header', template, header?.text, given);
  const received = String(given[0]?.['type'] ?? 'UNKNOWN').toUpperCase();
  return given.length === 1 && received === format
    ? null
    : mismatch(`header: Format mismatch, expected ${format}, received ${received}`);
}

function checkBody(template: Template, send: TemplateSend): GraphFailure | null {
  const body = partOf(template, 'BODY');
  const given = parametersOf(send, 'body');
  const failure = checkTexts('body', template, body?.text, given);
  if (failure) return failure;
  const fixed = (body?.text ?? '').replaceAll(/\{\{\s*\w+\s*\}\}/g, '').length;
  const filled = given.reduce((length, parameter) => length + textOf(parameter).length, fixed);
  return filled > MAX_BODY_CHARACTERS
    ? refused(132005, 'Translated text too long', 'body: the text is too long once its parameters are in it')
    : null;
}

/** As many as the text has variables, named where the template names them, and of one line. */
function checkTexts(
  part: string,
  template: Template,
  text: string | undefined,
  given: Parameters,
): GraphFailure | null {
  const wanted = variablesIn(text);
  if (given.length !== wanted.length)
    return refused(
      132000,
      'Number of parameters does not match the expected number of params',
      `${part}: number of localizable_params (${given.length}) does not match the expected number of params (${wanted.length})`,
    );
  for (const parameter of given) {
    const name = parameter['parameter_name'];
    if (template.parameter_format === 'NAMED') {
      if (typeof name !== 'string') return missingParameter(`${part}: Parameter name is missing or empty`);
      if (!wanted.includes(name)) return mismatch(`${part}: there is no parameter named ${name}`);
    } else if (name !== undefined) return mismatch(`${part}: the template's parameters have no names`);
    if (!['text', 'currency', 'date_time'].includes(String(parameter['type'])))
      return mismatch(`${part}: expected a text, received ${String(parameter['type'])}`);
    if (BAD_SPACES.test(textOf(parameter)))
      return {
        ...failureOf(132018),
        details: 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
      };
  }
  return null;
}

function checkButtons(template: Template, send: TemplateSend): GraphFailure | null {
  const buttons = partOf(template, 'BUTTONS')?.buttons ?? [];
  const given = send.components.filter(({ type }) => type === 'button');
  for (const { index, subType } of given) {
    const button = buttons[index ?? -1];
    if (button === undefined) return mismatch(`buttons: the template has no button at index ${index}`);
    if (!fits(button, subType ?? ''))
      return mismatch(`buttons: the button at index ${index} is a ${button.type}, not a ${subType}`);
  }
  for (const [index, button] of buttons.entries()) {
    const parameters = given.find((one) => one.index === index)?.parameters ?? [];
    if (needsParameter(button) && parameters.length === 0)
      return missingParameter(
        `buttons: Button at index ${index} of type ${button.type} requires a parameter`,
      );
  }
  return null;
}

/** Those of a one-time password are links, once they are stored. */
const SENT_AS: Readonly<Record<string, readonly string[]>> = {
  URL: ['url'],
  OTP: ['url', 'otp'],
  QUICK_REPLY: ['quick_reply'],
  COPY_CODE: ['copy_code'],
  FLOW: ['flow'],
  CATALOG: ['catalog'],
  MPM: ['mpm'],
  VOICE_CALL: ['voice_call'],
};

function fits({ type }: TemplateButton, subType: string): boolean {
  return SENT_AS[type]?.includes(subType) ?? true;
}

function needsParameter({ type, url }: TemplateButton): boolean {
  return type === 'OTP' || type === 'COPY_CODE' || (type === 'URL' && variablesIn(url).length > 0);
}

function partOf({ components }: Template, type: string): TemplatePart | undefined {
  return components.find((part) => part.type.toUpperCase() === type);
}

function parametersOf({ components }: TemplateSend, type: string): Parameters {
  return components.find((component) => component.type === type)?.parameters ?? [];
}

function textOf(parameter: Readonly<Record<string, unknown>>): string {
  const text = parameter['text'];
  return typeof text === 'string' ? text : '';
}

function mismatch(details: string): GraphFailure {
  return { ...failureOf(132012), details };
}
