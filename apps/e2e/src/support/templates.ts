import type { Locator, Page } from 'playwright-core';
import { accepted, callApi } from './api.ts';
import type { Company } from './colleagues.ts';
import type { Instance } from './instance.ts';

interface KnownTemplate {
  id: string;
  externalId: string | null;
  name: string;
}

/** A simulated number, as the dashboard connects one; somebody made up has written to it. */
export async function hasNumber(instance: Instance, company: Company): Promise<string> {
  const as = { session: company.owner.session, tenant: company.slug };
  const answer = await accepted(
    callApi(instance, '/api/v1/channels/simulated', { ...as, method: 'POST', body: '{"name":"Shop"}' }),
  );
  const { channelId } = (await answer.json()) as { channelId: string };
  const path = `/api/v1/channels/${channelId}`;
  // Whoever writes is answered by people here.
  await accepted(callApi(instance, path, { ...as, method: 'PATCH', body: '{"echoEnabled":false}' }));
  await accepted(callApi(instance, `${path}/test-message`, { ...as, method: 'POST' }));
  return channelId;
}

/** Writes a template, as a program does. */
export async function hasDraft(
  instance: Instance,
  { slug: tenant, owner: { session } }: Pick<Company, 'slug' | 'owner'>,
  channelId: string,
  form: { name: string; language?: string; components: readonly object[] } & Record<string, unknown>,
): Promise<string> {
  const body = JSON.stringify({ language: 'en_US', category: 'utility', channelId, ...form });
  const call = { session, tenant, method: 'POST', body };
  const answer = await accepted(callApi(instance, '/api/v1/templates', call));
  return ((await answer.json()) as { id: string }).id;
}

/** The same, handed in; the simulated Meta decides by its name. */
export async function hasSubmitted(...draft: Parameters<typeof hasDraft>): Promise<string> {
  const [instance, { slug: tenant, owner }] = draft;
  const id = await hasDraft(...draft);
  const path = `/api/v1/templates/${id}/submission`;
  await accepted(callApi(instance, path, { session: owner.session, tenant, method: 'POST' }));
  return id;
}

/** Somebody at Meta has looked at a template: `{ decision: 'approve' }`. */
export async function decides(
  instance: Instance,
  { slug: tenant, owner: { session } }: Company,
  name: string,
  decision: Record<string, unknown>,
): Promise<void> {
  const path = `/api/v1/templates?name=${name}`;
  const answer = await accepted(callApi(instance, path, { session, tenant }));
  const [found] = ((await answer.json()) as { data: KnownTemplate[] }).data;
  await accepted(
    fetch(`${instance.urls.simulator}/sim/templates/${found?.externalId ?? 'none'}/decide`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(decision),
    }),
  );
}

/** The page of one template. */
export class TemplatePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits until it is said to be so, without a reload. */
  async is(status: string): Promise<void> {
    await this.part('How it stands').getByText(status, { exact: true }).waitFor();
  }

  part(name: string): Locator {
    return this.page.getByRole('region', { name });
  }
}
