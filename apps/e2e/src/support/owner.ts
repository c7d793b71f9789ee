import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';

/** The part of an instance that is needed to reach it. */
interface Installation {
  readonly home: string;
  readonly urls: { readonly api: string; readonly dashboard: string };
}

/** Who set the installation up, in every journey that does not do it itself. */
export const OWNER = {
  name: 'Olivia Owner',
  email: 'olivia@example.com',
  password: 'a long walk by the river',
};

const COOKIE = 'parley';
const TENANT = { tenantName: 'Demo', tenantSlug: 'demo' };

/** Creates the owner account as the set-up page does, and keeps the session beside the instance's own record. */
export async function setUpOwner(instance: Installation, setUpLink: string): Promise<void> {
  const response = await fetch(`${instance.urls.api}/api/v1/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: new URL(setUpLink).hash.slice(1), ...OWNER, ...TENANT }),
  });
  if (!response.ok) throw new Error(`The set-up was answered ${response.status}: ${await response.text()}`);
  writeFileSync(fileOf(instance), sessionIn(response), { mode: 0o600 });
}

/** Calls the API as the owner, about their tenant. */
export function fetchAsOwner(
  instance: Installation,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  return fetch(`${instance.urls.api}${path}`, {
    ...init,
    headers: {
      ...(init.body ? { 'content-type': 'application/json' } : {}),
      cookie: `${COOKIE}=${sessionOf(instance)}`,
      'parley-tenant': TENANT.tenantSlug,
      origin: `http://localhost:${new URL(instance.urls.dashboard).port}`,
    },
  });
}

/** Gives the browser the owner's session, where there is an owner. */
export async function signInAsOwner(context: BrowserContext, instance: Installation): Promise<void> {
  if (!existsSync(fileOf(instance))) return;
  const { dashboard } = instance.urls;
  await context.addCookies([{ name: COOKIE, value: sessionOf(instance), url: dashboard, httpOnly: true }]);
}

const fileOf = ({ home }: Installation): string => join(home, 'owner-session');
const sessionOf = (instance: Installation): string => readFileSync(fileOf(instance), 'utf8');

function sessionIn(response: Response): string {
  const [, token] = new RegExp(`^${COOKIE}=([^;]+)`).exec(response.headers.get('set-cookie') ?? '') ?? [];
  if (token === undefined) throw new Error('The set-up gave no session.');
  return token;
}
