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
  keep(instance, await accepted(callApi(instance, '/api/v1/set-up', { method: 'POST', body })));
}

/** The owner, signed in: anew where a story has ended the session. Undefined where nobody has set up anything. */
export async function ownerOf(instance: Home): Promise<Account | undefined> {
  const session = sessionOf(instance);
  if (session === undefined) return undefined;
  const me = await callApi(instance, '/api/v1/me', { session });
  return { ...OWNER, session: me.status === 401 ? await signIn(instance) : session };
}

/** Calls the API as the owner, about their tenant. */
export async function fetchAsOwner(
  instance: Home,
  path: string,
  init: { method?: string; body?: string } = {},
): Promise<Response> {
  const call = (session = '') => callApi(instance, path, { ...init, session, tenant: TENANT.tenantSlug });
  const answer = await call(sessionOf(instance));
  return answer.status === 401 ? call(await signIn(instance)) : answer;
}

async function signIn(instance: Home): Promise<string> {
  const body = JSON.stringify({ email: OWNER.email, password: OWNER.password });
  return keep(instance, await accepted(callApi(instance, '/api/v1/session', { method: 'POST', body })));
}

const fileOf = ({ home }: Home): string => join(home, 'owner-session');

function sessionOf(instance: Home): string | undefined {
  return existsSync(fileOf(instance)) ? readFileSync(fileOf(instance), 'utf8') : undefined;
}

function keep(instance: Home, answer: Response): string {
  const session = sessionIn(answer);
  writeFileSync(fileOf(instance), session, { mode: 0o600 });
  return session;
}
