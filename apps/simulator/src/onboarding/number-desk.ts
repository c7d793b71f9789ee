import { randomInt } from 'node:crypto';
import { failureOf } from '../graph/error-table';
import { invalidParameter, type Answer, type GraphFailure } from '../graph/graph-failure';
import type { Ledger } from '../ledger/ledger';
import type { NumberStepped } from '../ledger/ledger-entry';
import type { Numbers } from '../numbers';
import { check, checkFields, field, oneOf, text, textOrNull, URL_TEXT } from '../sends/parameter';
import { phoneDigits, type BusinessNumber } from '../settings';
import type { Accounts } from './accounts';
import type { Registrations } from './registrations';

const PIN = /^\d{6}$/;
const MAX_OVERRIDE_CHARACTERS = 200;
const NEW_NUMBER = {
  cc: text(4, { like: /^\+?\d{1,3}$/, expected: 'a country code' }),
  phone_number: text(20),
  verified_name: text(200),
};
const CODE_REQUEST = { code_method: oneOf('SMS', 'VOICE'), language: text(16) };
const SUCCESS = { success: true };

export interface NumberDeskParts {
  numbers: Numbers;
  accounts: Accounts;
  registrations: Registrations;
  ledger: Ledger;
  /** Tells the product that a number's PIN is another one. */
  tellPinChanged: (number: BusinessNumber) => void;
}

/** What a business does with its numbers through Graph, from adding one to being able to send from it (facts G, A4). */
export class NumberDesk {
  constructor(private readonly parts: NumberDeskParts) {}

  /** `POST /{waba}/phone_numbers`. */
  add(wabaId: string, body: unknown): Answer {
    const { numbers, accounts, ledger } = this.parts;
    const failure = checkFields(NEW_NUMBER, body);
    if (failure) return failure;
    const phone = phoneDigits(`${String(field(body, 'cc'))}${String(field(body, 'phone_number'))}`);
    if (phone === null) return invalidParameter('Param phone_number is not a phone number.');
    const { restrictions } = accounts.find(wabaId);
    if (restrictions.some(({ type }) => type === 'RESTRICTED_ADD_PHONE_NUMBER_ACTION')) return failureOf(368);
    if (numbers.isBusiness(phone))
      return refusedStep(100, 2388001, 'Phone number in use', 'This phone number is already registered.');
    const id = `${randomInt(1, 9)}${Array.from({ length: 14 }, () => randomInt(0, 10)).join('')}`;
    ledger.record({
      kind: 'number.added',
      number: {
        phoneNumberId: id,
        wabaId,
        displayPhoneNumber: phone,
        verifiedName: String(field(body, 'verified_name')),
        qualityRating: 'UNKNOWN',
        status: 'PENDING',
        codeVerification: 'NOT_VERIFIED',
        nameStatus: 'PENDING_REVIEW',
        isUnregistered: true,
      },
    });
    return { id };
  }

  requestCode(number: BusinessNumber, body: unknown): Answer {
    const failure = checkFields(CODE_REQUEST, body);
    if (failure) return failure;
    if (isVerified(number))
      return refusedStep(136024, 2388091, "Code couldn't be sent", 'The phone number is verified already.');
    this.change({ ...number, code: String(randomInt(0, 1_000_000)).padStart(6, '0') });
    return SUCCESS;
  }

  verifyCode(number: BusinessNumber, body: unknown): Answer {
    const given = textOrNull(field(body, 'code'))?.replace(/[\s-]/g, '');
    if (given === undefined) return invalidParameter('The parameter code is required.');
    if (isVerified(number)) return SUCCESS;
    const { code, ...others } = number;
    if (code === undefined || given !== code)
      return refusedStep(
        136025,
        2388093,
        "Couldn't verify code",
        'The code that you entered is not correct.',
      );
    this.change({ ...others, codeVerification: 'VERIFIED' });
    return SUCCESS;
  }

  register(number: BusinessNumber, body: unknown): Answer {
    const product = field(body, 'messaging_product');
    if (product !== 'whatsapp') return invalidParameter('The parameter messaging_product is required.');
    const pin = pinIn(body);
    if (typeof pin !== 'string') return pin;
    if (!this.step(number, 'register')) return failureOf(133016);
    if (number.status === 'BANNED') return failureOf(131031);
    if (!isVerified(number)) return failureOf(133006);
    if (number.pin !== undefined && number.pin !== pin) return failureOf(133005);
    const { isUnregistered: _isUnregistered, ...others } = number;
    const named = number.nameStatus === 'PENDING_REVIEW' ? { nameStatus: 'APPROVED' } : {};
    this.change({ ...others, ...named, status: 'CONNECTED', pin });
    return SUCCESS;
  }

  deregister(number: BusinessNumber): Answer {
    if (number.isOnBizApp)
      return invalidParameter(
        'A number that is also used in the WhatsApp Business app cannot be deregistered.',
      );
    if (!this.step(number, 'deregister')) return failureOf(133016);
    if (number.isUnregistered) return failureOf(133010);
    this.change({ ...number, status: 'DISCONNECTED', isUnregistered: true });
    return SUCCESS;
  }

  /** `POST /{phone-number-id}`: a new PIN, another address for its messages, or both. */
  configure(number: BusinessNumber, body: unknown): Answer {
    const configuration = field(body, 'webhook_configuration');
    const hasPin = field(body, 'pin') !== undefined;
    if (configuration === undefined && !hasPin) return invalidParameter('The parameter pin is required.');
    const pin = hasPin ? pinIn(body) : undefined;
    if (typeof pin === 'object') return pin;
    const overridden = configuration === undefined ? number : withOverride(number, configuration);
    if ('httpStatus' in overridden) return overridden;
    this.change({ ...overridden, ...(pin !== undefined && { pin }) });
    if (pin !== undefined) this.parts.tellPinChanged(number);
    return SUCCESS;
  }

  private change(number: BusinessNumber): void {
    this.parts.ledger.record({ kind: 'number.changed', number });
  }

  /** Counts it, whether or not it comes to anything; false: there were too many. */
  private step({ phoneNumberId }: BusinessNumber, step: NumberStepped['step']): boolean {
    if (!this.parts.registrations.hasRoom(phoneNumberId)) return false;
    this.parts.ledger.record({ kind: 'number.stepped', phoneNumberId, step });
    return true;
  }
}

function withOverride(number: BusinessNumber, configuration: unknown): BusinessNumber | GraphFailure {
  const { overrideUrl: _overrideUrl, ...others } = number;
  const address = field(configuration, 'override_callback_uri');
  if (address === undefined || address === '') return others;
  const failure = check(URL_TEXT, address, "webhook_configuration['override_callback_uri']", 'graph');
  if (failure) return failure;
  if (String(address).length > MAX_OVERRIDE_CHARACTERS)
    return invalidParameter(
      `Param override_callback_uri must be at most ${MAX_OVERRIDE_CHARACTERS} characters long.`,
    );
  return textOrNull(field(configuration, 'verify_token')) === null
    ? invalidParameter('The parameter verify_token is required.')
    : { ...others, overrideUrl: String(address) };
}

function pinIn(body: unknown): string | GraphFailure {
  const pin = field(body, 'pin');
  if (pin === undefined) return invalidParameter('The parameter pin is required.');
  const digits = typeof pin === 'number' ? String(pin) : pin;
  return typeof digits === 'string' && PIN.test(digits)
    ? digits
    : invalidParameter('Param pin must be 6 digits long.');
}

function isVerified({ codeVerification = 'VERIFIED' }: BusinessNumber): boolean {
  return codeVerification === 'VERIFIED';
}

function refusedStep(code: number, subcode: number, userTitle: string, userMessage: string): GraphFailure {
  return {
    httpStatus: 400,
    code,
    subcode,
    type: 'OAuthException',
    message: code === 100 ? 'Invalid parameter' : `(#${code}) ${userTitle}`,
    isTransient: false,
    userTitle,
    userMessage,
  };
}
