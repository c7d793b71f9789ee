import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accepted, callApi, sessionIn, type Account, type Installation } from './api.ts';

type Home = Installation & { readonly home: string };

/** Who set the installation up, in every journey that does not do it itself. */
export const OWNER = {
  name: 'Olivia Owner',
  email: 'olivia@example.com',
  password: 'a long walk by the river',
};

const TENANT = { tenantName: 'Demo', tenantSlug: 'demo' };

/** Creates the owner account as the set-up page does, and keeps the session beside the instance's own record. */
export async function setUpOwner(instance: Home, setUpLink: string): Promise<void> {
  const token = new URL(setUpLink).hash.slice(1);
  const body = JSON.stringify({ token, ...OWNER, ...TENANT });
  const answer = await accepted(callApi(instance, '/api/v1/set-up', { method: 'POST', body }));
  keepOwner(instance, sessionIn(answer));
}

/** The owner, signed in: anew where a story has ended the session. Undefined where nobody has set up anything. */
export async function ownerOf(instance: Home): Promise<Account | undefined> {
  if (sessionOf(instance) === undefined) return undefined;
  await fetchAsOwner(instance, '/api/v1/me');
  return { ...OWNER, session: sessionOf(instance) ?? '' };
}

/** Calls the API as the owner, about their tenant. */
export async function fetchAsOwner(
  instance: Home,
  path: string,
  init: { method?: string; body?: string } = {},
): Promise<Response> {
  const call = () =>
    callApi(instance, path, { ...init, session: sessionOf(instance) ?? '', tenant: TENANT.tenantSlug });
  let answer = await call();
  if (answer.status === 401) {
    await signIn(instance);
    answer = await call();
  }
  if (answer.headers.has('set-cookie')) keepOwner(instance, sessionIn(answer));
  return answer;
}

/** The session that the owner has from now on: it changes with what they may do. */
export function keepOwner(instance: Home, session: string): void {
  writeFileSync(fileOf(instance), session, { mode: 0o600 });
}

async function signIn(instance: Home): Promise<void> {
  const body = JSON.stringify({ email: OWNER.email, password: OWNER.password });
  const answer = await accepted(callApi(instance, '/api/v1/session', { method: 'POST', body }));
  keepOwner(instance, sessionIn(answer));
}

const fileOf = ({ home }: Home): string => join(home, 'owner-session');

function sessionOf(instance: Home): string | undefined {
  return existsSync(fileOf(instance)) ? readFileSync(fileOf(instance), 'utf8') : undefined;
}
