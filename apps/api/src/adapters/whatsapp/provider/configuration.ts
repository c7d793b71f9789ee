import { ConfigurationFault, GivenConfiguration } from '../../../channels';

/** What is set for the whole installation, so that nobody need give it. */
export interface InstalledConfiguration {
  readonly hasAppSecret: boolean;
  readonly hasVerifyToken: boolean;
}

interface Field {
  readonly name: string;
  readonly shape: RegExp;
  readonly malformed: string;
  readonly missing: { readonly severity: 'error' | 'warning'; readonly message: string };
  readonly isInstalled: (installed: InstalledConfiguration) => boolean;
}

const nowhere = (): boolean => false;

/** Meta's ids are numbers of about 15 digits, its tokens have about 200 characters, and its app secrets 32. */
const FIELDS: readonly Field[] = [
  {
    name: 'accessToken',
    shape: /^[\x21-\x7e]{20,2000}$/,
    malformed: 'An access token has 20 to 2000 characters and no spaces.',
    missing: { severity: 'error', message: 'An access token is needed to call Meta.' },
    isInstalled: nowhere,
  },
  {
    name: 'phoneNumberId',
    shape: /^\d{5,25}$/,
    malformed: "This is not Meta's id of a number, which is digits only, and not the phone number itself.",
    missing: { severity: 'error', message: "Meta's id of the number is needed to send from it." },
    isInstalled: nowhere,
  },
  {
    name: 'wabaId',
    shape: /^\d{5,25}$/,
    malformed: "This is not Meta's id of a WhatsApp Business Account, which is digits only.",
    missing: {
      severity: 'warning',
      message: 'Without the WhatsApp Business Account, neither templates nor webhooks can be looked after.',
    },
    isInstalled: nowhere,
  },
  {
    name: 'appSecret',
    shape: /^[\x21-\x7e]{16,200}$/,
    malformed: 'An app secret has at least 16 characters and no spaces.',
    missing: {
      severity: 'warning',
      message: 'Without the app secret, webhooks cannot be trusted, and are refused.',
    },
    isInstalled: ({ hasAppSecret }) => hasAppSecret,
  },
  {
    name: 'verifyToken',
    shape: /^[\x21-\x7e]{8,200}$/,
    malformed: 'A verify token has at least 8 characters and no spaces.',
    missing: { severity: 'warning', message: 'Without a verify token, Meta cannot be told our address.' },
    isInstalled: ({ hasVerifyToken }) => hasVerifyToken,
  },
];

/** Every fault of the values, named by field and code (facts: seeds.md 3.4, 3.6). Nobody is asked. */
export function configurationFaults(
  given: GivenConfiguration,
  installed: InstalledConfiguration,
): ConfigurationFault[] {
  return FIELDS.flatMap(({ name, shape, malformed, missing, isInstalled }): ConfigurationFault[] => {
    const value = given[name] ?? '';
    if (value !== '')
      return shape.test(value)
        ? []
        : [{ field: name, code: 'malformed', message: malformed, severity: 'error' }];
    if (isInstalled(installed)) return [];
    const { severity, message } = missing;
    return [{ field: name, code: severity === 'error' ? 'missing' : 'recommended', message, severity }];
  });
}
