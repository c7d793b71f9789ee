import { AppCredentials, ManagementClient, ManagementOutcome } from '@parley/whatsapp-cloud';
import { outcomeOf } from '../provider/trouble';
import { ConnectionFacts } from './facts';

export interface WhatToAsk {
  readonly phoneNumberId: string;
  readonly wabaId: string | null;
  readonly accessToken: string;
  readonly webhookUrl: string;
  readonly appId: string | null;
  /** To ask about tokens in its name. */
  readonly app: AppCredentials | null;
}

/** Asks Meta everything at once. Never throws. */
export async function gather(
  management: ManagementClient,
  { phoneNumberId, wabaId, accessToken, webhookUrl, appId, app }: WhatToAsk,
): Promise<ConnectionFacts> {
  const account = wabaId === null ? null : { wabaId, accessToken };
  const [token, [number, graphAheadMs], accountNumbers, apps] = await Promise.all([
    management.tokens.debug(accessToken, app),
    timed(management.numbers.get({ phoneNumberId, accessToken })),
    account === null ? null : management.accounts.phoneNumbers(account, ['id']),
    account === null ? null : management.accounts.subscribedApps(account),
  ]);
  return {
    nowMs: Date.now(),
    ...{ phoneNumberId, wabaId, appId, webhookUrl, graphAheadMs },
    token: outcomeOf(token),
    number: outcomeOf(number),
    accountNumbers: accountNumbers === null ? null : outcomeOf(accountNumbers),
    apps: apps === null ? null : outcomeOf(apps),
  };
}

/** With how far Meta's clock was ahead of ours in the middle of the call. */
async function timed<Value>(
  call: Promise<ManagementOutcome<Value>>,
): Promise<[ManagementOutcome<Value>, number | null]> {
  const begunAtMs = Date.now();
  const outcome = await call;
  const graphTimeMs = outcome.kind === 'refused' ? null : outcome.graphTimeMs;
  return [outcome, graphTimeMs === null ? null : graphTimeMs - (begunAtMs + Date.now()) / 2];
}
