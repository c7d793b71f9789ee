import { type ManagementCalls, type ManagementOutcome, nodePath, SUCCESS } from './management-calls';
import {
  type BusinessProfile,
  PROFILE_FIELDS,
  profileBody,
  profileIn,
  type ProfileChange,
} from './business-profile';
import { NUMBER_FIELDS, type NumberFacts, type NumberField, numberFactsIn } from './number-facts';

export interface NumberAccess {
  readonly phoneNumberId: string;
  readonly accessToken: string;
}

const MESSAGING_PRODUCT = { messaging_product: 'whatsapp' } as const;

/** One number: what it is, the ladder on which it comes to the Cloud API, and its profile (facts: cloud-api.md G). */
export class NumberCalls {
  constructor(private readonly calls: ManagementCalls) {}

  get(
    { phoneNumberId, accessToken }: NumberAccess,
    fields: readonly NumberField[] = NUMBER_FIELDS,
  ): Promise<ManagementOutcome<NumberFacts>> {
    return this.calls.make({
      method: 'GET',
      path: nodePath('phoneNumberId', phoneNumberId),
      query: { fields: fields.join(',') },
      accessToken,
      wanted: 'the id of the number',
      read: numberFactsIn,
    });
  }

  /** Has Meta tell the number a code. `language`: of the call or message, such as `en_US`. */
  requestCode(
    at: NumberAccess,
    { method, language }: { method: 'SMS' | 'VOICE'; language: string },
  ): Promise<ManagementOutcome<true>> {
    return this.post(at, 'request_code', { code_method: method, language });
  }

  verifyCode(at: NumberAccess, code: string): Promise<ManagementOutcome<true>> {
    return this.post(at, 'verify_code', { code });
  }

  /** `pin`: six digits, the number's own where it has one already. */
  register(
    at: NumberAccess,
    { pin, dataLocalizationRegion }: { pin: string; dataLocalizationRegion?: string },
  ): Promise<ManagementOutcome<true>> {
    return this.post(at, 'register', {
      ...MESSAGING_PRODUCT,
      pin,
      ...(dataLocalizationRegion !== undefined && { data_localization_region: dataLocalizationRegion }),
    });
  }

  deregister(at: NumberAccess): Promise<ManagementOutcome<true>> {
    return this.post(at, 'deregister', MESSAGING_PRODUCT);
  }

  /** Sets the PIN of two-step verification. There is no call that takes it away. */
  setPin(at: NumberAccess, pin: string): Promise<ManagementOutcome<true>> {
    return this.post(at, undefined, { pin });
  }

  profile({ phoneNumberId, accessToken }: NumberAccess): Promise<ManagementOutcome<BusinessProfile>> {
    return this.calls.make({
      method: 'GET',
      path: nodePath('phoneNumberId', phoneNumberId, 'whatsapp_business_profile'),
      query: { fields: PROFILE_FIELDS.join(',') },
      accessToken,
      wanted: 'a profile',
      read: profileIn,
    });
  }

  /** Changes what is named; everything else stays. */
  setProfile(at: NumberAccess, change: ProfileChange): Promise<ManagementOutcome<true>> {
    return this.post(at, 'whatsapp_business_profile', { ...MESSAGING_PRODUCT, ...profileBody(change) });
  }

  private post(
    { phoneNumberId, accessToken }: NumberAccess,
    edge: string | undefined,
    json: object,
  ): Promise<ManagementOutcome<true>> {
    const path = nodePath('phoneNumberId', phoneNumberId, edge);
    return this.calls.make({ method: 'POST', path, json, accessToken, ...SUCCESS });
  }
}
