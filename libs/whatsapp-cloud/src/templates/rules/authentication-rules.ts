import { entriesOf, isPlainObject, partOf } from '../../messages/rules';
import { withAt } from '../places';
import { wordOf } from '../template-draft';
import { TEMPLATE_DRAFT_LIMITS as LIMITS } from '../template-limits';
import { type ButtonView, isOfType, type TemplateView, writtenAt } from '../template-view';
import {
  isFlagOrNothing,
  isGiven,
  itHas,
  put,
  remove,
  removeButton,
  SOURCES,
  type Spot,
  type TemplateRule,
} from './template-rule';

const PARTS: readonly string[] = ['BODY', 'FOOTER', 'BUTTONS'];
const OTP_TYPES: readonly string[] = ['ONE_TAP', 'COPY_CODE', 'ZERO_TAP'];
const COPY_CODE = { type: 'OTP', otp_type: 'COPY_CODE' };

const isAuthentication = ({ category }: TemplateView): boolean => category === 'AUTHENTICATION';

const inAuthentication =
  (find: (template: TemplateView) => readonly Spot[]) =>
  (template: TemplateView): readonly Spot[] =>
    isAuthentication(template) ? find(template) : [];

const otpButtons = ({ buttons }: TemplateView): readonly ButtonView[] =>
  buttons.filter(({ kind }) => kind === 'OTP');

const otpTypeOf = ({ value }: ButtonView): string => wordOf(partOf(value, 'otp_type'));

const opensAnApp = (button: ButtonView): boolean => ['ONE_TAP', 'ZERO_TAP'].includes(otpTypeOf(button));

const isApp = (app: unknown): boolean =>
  isPlainObject(app) &&
  writtenAt(app, 'package_name') !== undefined &&
  writtenAt(app, 'signature_hash') !== undefined;

/** Parts of letters, digits and underscores, each with a letter first. */
const PACKAGE = /^[a-z]\w*(\.[a-z]\w*)+$/i;
const SIGNATURE = new RegExp(`^[A-Za-z0-9+/=]{${LIMITS.signatureCharacters}}$`);

const isRightApp = (app: unknown): boolean =>
  PACKAGE.test(String(partOf(app, 'package_name'))) && SIGNATURE.test(String(partOf(app, 'signature_hash')));

/** Before 2024 the one app of a button stood in the button itself, and Meta takes it there still. */
const appsOf = ({ value }: ButtonView): readonly unknown[] =>
  entriesOf(partOf(value, 'supported_apps')).length > 0 || !isApp(value)
    ? entriesOf(partOf(value, 'supported_apps'))
    : [value];

/** Adds the button to the list of buttons, or the list to the template. */
function withCopyCode(template: TemplateView): unknown {
  const list = template.buttonLists.find(({ isInCard }) => !isInCard);
  if (list !== undefined) {
    return withAt(template.draft, list.path, [COPY_CODE, ...list.buttons.map(({ value }) => value)]);
  }
  const components = entriesOf(partOf(template.draft, 'components'));
  return withAt(template.draft, ['components'], [...components, { type: 'BUTTONS', buttons: [COPY_CODE] }]);
}

function misplacedTexts(template: TemplateView): readonly Spot[] {
  return template.components
    .filter(isOfType('BODY', 'FOOTER'))
    .filter(({ value }) => isGiven(partOf(value, 'text')))
    .map(({ type, value, path }) => {
      const { text: _text, example: _example, ...others } = value;
      const isNothingLeft = type === 'FOOTER' && typeof others.code_expiration_minutes !== 'number';
      return {
        path: [...path, 'text'],
        mend: isNothingLeft ? remove(template, path) : put(template, path, others),
      };
    });
}

function minutesSpots(template: TemplateView): readonly Spot[] {
  return template.components.filter(isOfType('FOOTER')).flatMap(({ value, path }) => {
    const minutes = partOf(value, 'code_expiration_minutes');
    const at = [...path, 'code_expiration_minutes'];
    if (typeof minutes !== 'number' || !Number.isFinite(minutes))
      return [{ path: at, mend: remove(template, path) }];
    const nearest = Math.min(Math.max(Math.round(minutes), LIMITS.codeMinutesAtLeast), LIMITS.codeMinutes);
    return nearest === minutes ? [] : [{ path: at, mend: put(template, at, nearest) }];
  });
}

export const AUTHENTICATION_RULES: readonly TemplateRule[] = [
  {
    id: 'otp.outside_authentication',
    severity: 'error',
    says: 'A button for a one-time password is for authentication templates.',
    source: SOURCES.authentication,
    fix: 'Take the button out',
    find: (template) =>
      isAuthentication(template) || template.category === null
        ? []
        : otpButtons(template).map(({ path }) => ({ path, mend: removeButton(template, path) })),
  },
  {
    id: 'authentication.component',
    severity: 'error',
    says: 'An authentication template has a body, perhaps a footer, and its button: no header, offer or carousel.',
    source: SOURCES.authentication,
    fix: 'Take it out',
    find: inAuthentication((template) =>
      template.components
        .filter(({ type }) => type !== '' && !PARTS.includes(type))
        .map(({ path }) => ({ path, mend: remove(template, path) })),
    ),
  },
  {
    id: 'authentication.text',
    severity: 'error',
    says: 'The words of an authentication template are Meta’s: body and footer have no text of their own.',
    source: SOURCES.authentication,
    fix: 'Take the text out',
    find: inAuthentication(misplacedTexts),
  },
  {
    id: 'authentication.recommendation',
    severity: 'error',
    says: 'Whether the security advice is shown, add_security_recommendation, is true or false.',
    source: SOURCES.authentication,
    fix: 'Show it',
    find: inAuthentication((template) =>
      template.components
        .filter(isOfType('BODY'))
        .filter(({ value }) => !isFlagOrNothing(partOf(value, 'add_security_recommendation')))
        .map(({ path }) => [...path, 'add_security_recommendation'])
        .map((path) => ({ path, mend: put(template, path, true) })),
    ),
  },
  {
    id: 'authentication.minutes',
    severity: 'error',
    says: `The footer says for how long a code is valid: ${LIMITS.codeMinutesAtLeast} to ${LIMITS.codeMinutes} whole minutes.`,
    source: SOURCES.authentication,
    fix: 'Take the nearest time that is allowed, or the footer out',
    find: inAuthentication(minutesSpots),
  },
  {
    id: 'authentication.button_missing',
    severity: 'error',
    says: 'An authentication template needs a button for its one-time password.',
    source: SOURCES.authentication,
    fix: 'Add a button that copies the code',
    find: inAuthentication((template) =>
      otpButtons(template).length === 0 ? [{ path: ['components'], mend: () => withCopyCode(template) }] : [],
    ),
  },
  {
    id: 'authentication.other_button',
    severity: 'error',
    says: 'An authentication template has one button, for its one-time password, and no other.',
    source: SOURCES.authentication,
    fix: 'Take the button out',
    find: inAuthentication((template) => {
      const [kept] = otpButtons(template);
      return template.buttons
        .filter((button) => button !== kept)
        .map(({ path }) => ({ path, mend: removeButton(template, path) }));
    }),
  },
  {
    id: 'otp.type_unknown',
    severity: 'error',
    says: `A button for a one-time password is one of ${OTP_TYPES.join(', ')}.`,
    source: SOURCES.authentication,
    fix: 'Let it copy the code',
    find: inAuthentication((template) =>
      otpButtons(template)
        .filter((button) => !OTP_TYPES.includes(otpTypeOf(button)))
        .map(({ path }) => [...path, 'otp_type'])
        .map((path) => ({ path, mend: put(template, path, 'COPY_CODE') })),
    ),
  },
  {
    id: 'otp.apps_missing',
    severity: 'error',
    says: 'To fill in the code by itself, Meta needs your app: supported_apps, each with package_name and signature_hash.',
    source: SOURCES.authentication,
    fix: 'Let the button copy the code instead',
    find: inAuthentication((template) =>
      otpButtons(template)
        .filter(opensAnApp)
        .filter((button) => appsOf(button).length === 0 || !appsOf(button).every(isApp))
        .map(({ path }) => ({
          path: [...path, 'supported_apps'],
          mend: put(template, path, COPY_CODE),
        })),
    ),
  },
  {
    id: 'otp.app_form',
    severity: 'error',
    says:
      'An app has a package_name of two or more parts with full stops between them, like com.example.app, and a ' +
      `signature_hash of ${LIMITS.signatureCharacters} letters, digits and signs.`,
    source: SOURCES.authentication,
    find: inAuthentication((template) =>
      otpButtons(template)
        .filter(opensAnApp)
        .flatMap((button) =>
          appsOf(button)
            .filter((app) => isApp(app) && !isRightApp(app))
            .map(() => ({ path: [...button.path, 'supported_apps'] })),
        ),
    ),
  },
  {
    id: 'otp.too_many_apps',
    severity: 'error',
    says: `A button may have at most ${LIMITS.supportedApps} apps.`,
    source: `${SOURCES.authentication}; its reference names no figure`,
    find: inAuthentication((template) =>
      otpButtons(template)
        .filter(opensAnApp)
        .filter((button) => appsOf(button).length > LIMITS.supportedApps)
        .map((button) => ({
          path: [...button.path, 'supported_apps'],
          detail: itHas(appsOf(button).length),
        })),
    ),
  },
  {
    id: 'otp.terms',
    severity: 'warning',
    says: 'A zero-tap button may be refused until you accept its terms: zero_tap_terms_accepted.',
    source: SOURCES.authentication,
    find: inAuthentication((template) =>
      otpButtons(template)
        .filter((button) => otpTypeOf(button) === 'ZERO_TAP')
        .filter(({ value }) => partOf(value, 'zero_tap_terms_accepted') !== true)
        .map(({ path }) => ({ path: [...path, 'zero_tap_terms_accepted'] })),
    ),
  },
];
