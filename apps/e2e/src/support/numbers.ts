import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { accepted, callApi } from './api.ts';
import type { Company } from './colleagues.ts';
import type { Instance } from './instance.ts';
import type { BusinessNumber } from './webhooks.ts';

/** What the simulated Meta takes for every number of its own. */
export function simulatorToken({ home }: Instance): string {
  const settings = readFileSync(join(home, 'settings.json'), 'utf8');
  return (JSON.parse(settings) as { simulatorAccessToken: string }).simulatorAccessToken;
}

/** The simulated Meta has one more number. */
export async function addsAtMeta({ urls }: Instance, number: BusinessNumber): Promise<void> {
  const answer = await fetch(`${urls.simulator}/sim/numbers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(number),
  });
  if (!answer.ok) throw new Error(`The simulator says ${answer.status} ${await answer.text()}`);
}

/** Connects a number without looking at anything, as a program does. */
export async function connects(
  instance: Instance,
  { slug: tenant, owner: { session } }: Company,
  { phoneNumberId, wabaId, displayPhoneNumber }: BusinessNumber,
): Promise<void> {
  const number = { name: 'Shop', phoneNumberId, wabaId, displayPhoneNumber: `+${displayPhoneNumber}` };
  const body = JSON.stringify({ ...number, accessToken: 'a-token-that-is-not-used' });
  await accepted(callApi(instance, '/api/v1/channels', { session, tenant, method: 'POST', body }));
}

/** Another token for a number, as a program gives it. */
export async function replacesToken(
  instance: Instance,
  { slug: tenant, owner: { session } }: Company,
  channelId: string,
  accessToken: string,
): Promise<void> {
  const body = JSON.stringify({ accessToken });
  const path = `/api/v1/channels/${channelId}/access-token`;
  await accepted(callApi(instance, path, { session, tenant, method: 'PUT', body }));
}

/** The page of one number, or the end of the wizard: where the doctor is. */
export class NumberPage {
  readonly page: Page;
  readonly doctor: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.doctor = page.getByRole('region', { name: 'Doctor' });
    this.dialog = page.getByRole('dialog');
  }

  /** What the doctor found of one part. */
  finding(name: string): Locator {
    return this.doctor.getByRole('listitem').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** Waits until the doctor says so of that part. */
  async isFound(name: string, verdict: 'Fine' | 'Look at this' | 'Not right' | 'Not known'): Promise<void> {
    await this.finding(name).getByText(verdict, { exact: true }).waitFor();
  }

  /** The id that the address ends in. */
  get channelId(): string {
    return new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
  }
}

/** A simulated number of that company, with an account of its own; what the simulated Meta calls it. */
export async function getsSimulated(
  instance: Instance,
  { slug: tenant, owner: { session } }: Company,
  name: string,
): Promise<{ channelId: string; phoneNumberId: string }> {
  const body = JSON.stringify({ name });
  const made = callApi(instance, '/api/v1/channels/simulated', { session, tenant, method: 'POST', body });
  const { channelId } = (await (await accepted(made)).json()) as { channelId: string };
  const list = await accepted(callApi(instance, '/api/v1/channels', { session, tenant }));
  const { data } = (await list.json()) as { data: { id: string; displayPhoneNumber: string }[] };
  const address = data.find(({ id }) => id === channelId)?.displayPhoneNumber.slice(1);
  const answer = await fetch(`${instance.urls.simulator}/sim/numbers`);
  const { numbers } = (await answer.json()) as { numbers: BusinessNumber[] };
  const number = numbers.find((one) => one.displayPhoneNumber.replace('+', '') === address);
  if (number === undefined) throw new Error(`The simulator does not know ${address}.`);
  return { channelId, phoneNumberId: number.phoneNumberId };
}

/** The simulated Meta does something to a number or its account, and tells of it. */
export async function metaDoes(
  instance: Instance,
  phoneNumberId: string,
  change: Readonly<Record<string, string>>,
): Promise<void> {
  const answer = await fetch(`${instance.urls.simulator}/sim/account/changes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phoneNumberId, ...change }),
  });
  if (!answer.ok) throw new Error(`The simulator says ${answer.status} ${await answer.text()}`);
}

/** An access token of the simulated Meta that ends then. */
export async function tokenUntil({ urls }: Instance, expiresAt: Date): Promise<string> {
  const answer = await fetch(`${urls.simulator}/sim/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ expiresAt: expiresAt.toISOString() }),
  });
  if (!answer.ok) throw new Error(`The simulator says ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { token: string }).token;
}
