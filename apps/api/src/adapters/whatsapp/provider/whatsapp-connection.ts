import { AppCredentials, ManagementClient, NumberFacts, ProfileChange } from '@parley/whatsapp-cloud';
import {
  ChannelAccess,
  ChannelConnection,
  ChannelProfile,
  ChannelProfileChange,
  ClaimedAddress,
  ProviderOutcome,
  SignUp,
  SimulatedAddress,
  TroubleCode,
  WantedCode,
} from '../../../channels';
import { simulatedMessage, simulatedNumber, Simulator } from './simulated-number';
import { outcomeOf } from './trouble';

const MANAGEMENT = 'whatsapp_business_management';

/** The registration ladder, the profile and Embedded Signup of the Cloud API (facts: cloud-api.md G). */
export class WhatsAppConnection implements ChannelConnection {
  constructor(
    private readonly management: ManagementClient,
    /** Null where the installation does not name its app. */
    private readonly app: AppCredentials | null,
    /** Null where the real Meta is asked. */
    private readonly simulator: Simulator | null,
  ) {}

  async subscribe({ accountId: wabaId, accessToken }: ChannelAccess): Promise<ProviderOutcome<true>> {
    return outcomeOf(await this.management.accounts.subscribe({ wabaId, accessToken }));
  }

  async unsubscribe({ accountId: wabaId, accessToken }: ChannelAccess): Promise<ProviderOutcome<true>> {
    return outcomeOf(await this.management.accounts.unsubscribe({ wabaId, accessToken }));
  }

  async requestCode(access: ChannelAccess, wanted: WantedCode): Promise<ProviderOutcome<true>> {
    return outcomeOf(await this.management.numbers.requestCode(numberOf(access), wanted));
  }

  async verifyCode(access: ChannelAccess, code: string): Promise<ProviderOutcome<true>> {
    return outcomeOf(await this.management.numbers.verifyCode(numberOf(access), code));
  }

  async register(access: ChannelAccess, pin: string): Promise<ProviderOutcome<true>> {
    return outcomeOf(await this.management.numbers.register(numberOf(access), { pin }));
  }

  async deregister(access: ChannelAccess): Promise<ProviderOutcome<true>> {
    return outcomeOf(await this.management.numbers.deregister(numberOf(access)));
  }

  async setPin(access: ChannelAccess, pin: string): Promise<ProviderOutcome<true>> {
    return outcomeOf(await this.management.numbers.setPin(numberOf(access), pin));
  }

  async profile(access: ChannelAccess): Promise<ProviderOutcome<ChannelProfile>> {
    const outcome = outcomeOf(await this.management.numbers.profile(numberOf(access)));
    if (outcome.kind === 'failed') return outcome;
    const { profilePictureUrl: pictureUrl, ...profile } = outcome.value;
    return { kind: 'done', value: { ...profile, pictureUrl } };
  }

  async changeProfile(access: ChannelAccess, change: ChannelProfileChange): Promise<ProviderOutcome<true>> {
    return outcomeOf(await this.management.numbers.setProfile(numberOf(access), named(change)));
  }

  async expiryOf(accessToken: string): Promise<Date | null> {
    const outcome = await this.management.tokens.debug(accessToken, this.app);
    return outcome.kind === 'done' ? dateOf(outcome.value.expiresAtMs) : null;
  }

  /** The code says nothing of numbers: whose they are is what Meta says of the token that it is exchanged for. */
  async claim({ code, externalId, accountId }: SignUp): Promise<ProviderOutcome<ClaimedAddress>> {
    if (this.app === null)
      return failed('not_configured', 'Whoever runs Parley sets WHATSAPP_APP_ID and WHATSAPP_APP_SECRETS.');
    const exchanged = outcomeOf(await this.management.tokens.exchangeCode(this.app, code));
    if (exchanged.kind === 'failed') return exchanged;
    const { accessToken } = exchanged.value;
    const token = outcomeOf(await this.management.tokens.debug(accessToken, this.app));
    if (token.kind === 'failed') return token;
    if (!token.value.isValid) return failed('auth_failed', 'Meta does not take the token of the sign-up.');
    const scope = token.value.granularScopes.find((one) => one.scope === MANAGEMENT);
    if (scope?.targetIds?.includes(accountId) !== true)
      return failed('permission_denied', `The sign-up did not share the account ${accountId}.`);
    return this.addressOf({ accessToken, accountId, externalId }, dateOf(token.value.expiresAtMs));
  }

  async simulate(displayName: string): Promise<ProviderOutcome<SimulatedAddress>> {
    if (this.simulator === null)
      return failed('not_configured', 'No simulator plays Meta here: WHATSAPP_SIMULATOR_TOKEN is not set.');
    return simulatedNumber(this.simulator, displayName);
  }

  async writeTo({ externalId, simulated }: ChannelAccess, text: string): Promise<ProviderOutcome<true>> {
    if (this.simulator === null || !simulated)
      return failed('invalid_parameters', 'Only people write to this number: write to it from a phone.');
    return simulatedMessage(this.simulator, { phoneNumberId: externalId, text });
  }

  private async addressOf(
    { accessToken, accountId, externalId }: Omit<ChannelAccess, 'simulated'>,
    expiresAt: Date | null,
  ): Promise<ProviderOutcome<ClaimedAddress>> {
    const fields = ['id', 'display_phone_number', 'verified_name'] as const;
    const access = { wabaId: accountId, accessToken };
    const numbers = outcomeOf(await this.management.accounts.phoneNumbers(access, fields));
    if (numbers.kind === 'failed') return numbers;
    const number = numbers.value.find(({ id }: NumberFacts) => id === externalId);
    const digits = number?.displayPhoneNumber?.replaceAll(/\D/g, '') ?? '';
    if (number === undefined || digits === '')
      return failed('not_found', `The account ${accountId} has no number ${externalId}.`);
    const { verifiedName: displayName } = number;
    return { kind: 'done', value: { accessToken, expiresAt, address: `+${digits}`, displayName } };
  }
}

const numberOf = ({ externalId: phoneNumberId, accessToken }: ChannelAccess) => ({
  phoneNumberId,
  accessToken,
});

const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** What is to be changed, and nothing else. */
function named(change: ChannelProfileChange): ProfileChange {
  const { about, address, description, email, vertical, websites } = change;
  return {
    ...(typeof about === 'string' && { about }),
    ...(typeof address === 'string' && { address }),
    ...(typeof description === 'string' && { description }),
    ...(typeof email === 'string' && { email }),
    ...(typeof vertical === 'string' && { vertical }),
    ...(websites && { websites }),
  };
}

function failed(code: TroubleCode, reason: string): ProviderOutcome<never> {
  return { kind: 'failed', trouble: { code, reason, providerCode: null, retryAfterMs: null } };
}
