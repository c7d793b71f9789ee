import { invalidParameter, type GraphFailure } from '../../graph/graph-failure';
import { field, textOrNull } from '../../sends/parameter';
import type { TemplatePart } from '../template';
import { checkWords } from './buttons';
import { checkTypes, partOf } from './components';
import type { Draft, Part } from './draft';
import { templateRefusal } from './template-refusal';

const OTP_TYPES = ['ONE_TAP', 'COPY_CODE', 'ZERO_TAP'];
const MAX_MINUTES = 90;
const MAX_APPS = 5;

/** Facts E: Meta writes the words; the business chooses a warning, a lifetime and a button. */
export function checkAuthentication(draft: Draft): GraphFailure | null {
  const failure = checkTypes(draft.components, ['BODY', 'FOOTER', 'BUTTONS']);
  if (failure) return failure;
  const [body, footer, buttons] = ['BODY', 'FOOTER', 'BUTTONS'].map((type) => partOf(draft, type));
  if (body === undefined) return templateRefusal('body', 'Body missing', 'The template needs a body.');
  if (field(body, 'text') !== undefined)
    return templateRefusal('body', 'Text not allowed', 'The words of an authentication template are fixed.');
  const isWarned = field(body, 'add_security_recommendation');
  if (isWarned !== undefined && typeof isWarned !== 'boolean')
    return invalidParameter('Param add_security_recommendation must be a boolean.');
  return (footer ? checkLifetime(footer) : null) ?? checkOtp(buttons);
}

function checkLifetime(footer: Part): GraphFailure | null {
  if (field(footer, 'text') !== undefined)
    return templateRefusal(
      'footer',
      'Text not allowed',
      'The words of an authentication template are fixed.',
    );
  const minutes = field(footer, 'code_expiration_minutes');
  return Number.isInteger(minutes) && Number(minutes) >= 1 && Number(minutes) <= MAX_MINUTES
    ? null
    : invalidParameter(`Param code_expiration_minutes must be a number between 1 and ${MAX_MINUTES}.`);
}

function checkOtp(part: Part | undefined): GraphFailure | null {
  const buttons = buttonsOf(part);
  const [button] = buttons;
  if (buttons.length !== 1 || field(button, 'type') !== 'OTP')
    return templateRefusal(
      null,
      'Button missing',
      'An authentication template has one button, of the type OTP.',
    );
  const kind = textOrNull(field(button, 'otp_type')) ?? '';
  if (!OTP_TYPES.includes(kind))
    return invalidParameter(`Param otp_type must be one of {${OTP_TYPES.join(', ')}} - got ${kind}.`);
  const failure = checkWords(button);
  if (failure || kind === 'COPY_CODE') return failure;
  const list = field(button, 'supported_apps');
  // The one app of a button stood in the button itself once.
  const apps: readonly unknown[] = Array.isArray(list) && list.length > 0 ? list : [button];
  return apps.length <= MAX_APPS && apps.every(isApp)
    ? null
    : invalidParameter(
        `A button of the type ${kind} needs supported_apps with package_name and signature_hash.`,
      );
}

/** An app by its name and the eleven characters of its signature. */
function isApp(value: unknown): boolean {
  const [name, hash] = [field(value, 'package_name'), field(value, 'signature_hash')];
  const [isPackage, isHash] = [/^[a-z]\w*(\.[a-z]\w*)+$/i, /^[A-Za-z0-9+/=]{11}$/];
  return typeof name === 'string' && isPackage.test(name) && typeof hash === 'string' && isHash.test(hash);
}

/** The components as Meta keeps them: with its words, and the button as a link. */
export function writtenOut(components: readonly Part[]): TemplatePart[] {
  return components.map((part) => {
    if (part.type === 'BODY') {
      const warning =
        part['add_security_recommendation'] === true ? ' For your security, do not share this code.' : '';
      return { ...part, text: `*{{1}}* is your verification code.${warning}` } as TemplatePart;
    }
    if (part.type === 'FOOTER')
      return {
        ...part,
        text: `This code expires in ${String(part['code_expiration_minutes'])} minutes.`,
      } as TemplatePart;
    const [button] = buttonsOf(part);
    const kind = String(field(button, 'otp_type'));
    const label = field(button, 'text');
    const url = `https://www.whatsapp.com/otp/code/?otp_type=${kind}&code=otp{{1}}`;
    const text = typeof label === 'string' ? label : 'Copy code';
    return { type: 'BUTTONS', buttons: [{ type: 'URL', text, url }] };
  });
}

function buttonsOf(part: Part | undefined): readonly unknown[] {
  const buttons = field(part, 'buttons');
  return Array.isArray(buttons) ? buttons : [];
}
