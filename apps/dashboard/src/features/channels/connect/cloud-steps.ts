import type { ChannelFinding, ConfigurationCheck } from '@parley/api-client';

/** The values that Meta is asked about, in the order in which they are given. The last one only we need. */
export const STEPS = ['accessToken', 'phoneNumberId', 'wabaId', 'name'] as const;
export type CloudStep = (typeof STEPS)[number];

export const isCloudStep = (value: string | null): value is CloudStep => STEPS.some((step) => step === value);

export const stepAfter = (step: CloudStep): CloudStep => STEPS[STEPS.indexOf(step) + 1] ?? 'name';
export const stepBefore = (step: CloudStep): CloudStep | null => STEPS[STEPS.indexOf(step) - 1] ?? null;

/** Which value a check is about: whoever mends it goes there. */
const ABOUT: Readonly<Record<string, CloudStep>> = {
  access_token: 'accessToken',
  token_scopes: 'accessToken',
  token_app: 'accessToken',
  account: 'wabaId',
};
export const stepOf = ({ check }: Pick<ChannelFinding, 'check'>): CloudStep =>
  ABOUT[check] ?? 'phoneNumberId';

/** What Meta can be asked about once the step is filled in: until its account is named, nobody asks about that. */
export function findingsAt(step: CloudStep, findings: readonly ChannelFinding[]): ChannelFinding[] {
  return findings.filter(
    ({ check }) => check !== 'account' || STEPS.indexOf(step) >= STEPS.indexOf('wabaId'),
  );
}

/** What the API finds wrong with the value of this step before Meta is asked; null where nothing is. */
export function ownFault(step: CloudStep, { errors }: Pick<ConfigurationCheck, 'errors'>) {
  return errors.find(({ field }) => field === step) ?? null;
}

/** Whether one may go on without a word: faults are to be seen first. */
export const holdsUp = (findings: readonly ChannelFinding[]): boolean =>
  findings.some(({ verdict }) => verdict === 'fault');

/**
 * The step that can be shown: one after the token needs the token, which is not kept over a reload, and one after an
 * empty value needs that value.
 */
export function reachable(wanted: CloudStep, given: Readonly<Partial<Record<CloudStep, string>>>): CloudStep {
  const before = STEPS.slice(0, STEPS.indexOf(wanted));
  return before.find((step) => !given[step]) ?? wanted;
}
