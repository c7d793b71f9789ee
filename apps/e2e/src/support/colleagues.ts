import { randomInt } from 'node:crypto';
import { accepted, callApi, type Account, type Installation, sessionIn } from './api.ts';
import type { Instance } from './instance.ts';
import { ownerOf } from './owner.ts';

type Role = 'owner' | 'admin' | 'agent' | 'viewer';

/** A workspace of its own, with an owner whom no other story knows. */
export interface Company {
  name: string;
  slug: string;
  owner: Account;
}

type Candidate = Omit<Account, 'session'>;

/** Somebody who has no account yet: one name is one person of one story. */
export function candidate(name: string): Candidate {
  const [first = 'somebody'] = name.toLowerCase().split(' ');
  return { name, email: `${first}.${randomInt(1e9)}@example.com`, password: `${first} sings in the morning` };
}

/** Makes a workspace and its owner, who is alone in it. */
export async function foundCompany(instance: Instance, name: string, ownerName: string): Promise<Company> {
  const operator = await ownerOf(instance);
  if (!operator) throw new Error('Nobody has set this installation up.');
  const slug = `${name.toLowerCase().replaceAll(/\W+/g, '-')}-${randomInt(1e6)}`;
  const asOperator = { session: operator.session, method: 'POST' };
  await accepted(
    callApi(instance, '/api/v1/tenants', { ...asOperator, body: JSON.stringify({ name, slug }) }),
  );
  const owner = await hires(instance, { slug, owner: operator }, ownerName, 'owner');
  await accepted(
    callApi(instance, '/api/v1/membership', { session: operator.session, tenant: slug, method: 'DELETE' }),
  );
  return { name, slug, owner };
}

/** Invites somebody new, who makes an account and joins. */
export async function hires(
  instance: Installation,
  { slug, owner }: Pick<Company, 'slug' | 'owner'>,
  who: string | Candidate,
  role: Role,
): Promise<Account> {
  const person = typeof who === 'string' ? candidate(who) : who;
  const { name, password } = person;
  const token = tokenIn(await invites(instance, { slug, owner }, person.email, role));
  const body = JSON.stringify({ token, name, password });
  const answer = await accepted(
    callApi(instance, '/api/v1/invitations/acceptance', { method: 'POST', body }),
  );
  return { ...person, session: sessionIn(answer) };
}

/** The link that an invitation of this address gives. */
export async function invites(
  instance: Installation,
  { slug, owner }: Pick<Company, 'slug' | 'owner'>,
  email: string,
  role: Role,
): Promise<{ id: string; link: string }> {
  const answer = await accepted(
    callApi(instance, '/api/v1/invitations', {
      session: owner.session,
      tenant: slug,
      method: 'POST',
      body: JSON.stringify({ email, role }),
    }),
  );
  return (await answer.json()) as { id: string; link: string };
}

const tokenIn = ({ link }: { link: string }): string => new URL(link).hash.slice(1);
