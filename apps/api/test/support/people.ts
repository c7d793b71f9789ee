import { createHash, randomBytes } from 'node:crypto';
import { newId } from '../../src/kernel/ids';
import { Role } from '../../src/tenancy';
import { TestDatabase } from './test-database';

/** What everybody made here signs in with. */
export const PASSWORD = 'correct horse battery staple';
/** argon2id of PASSWORD, m=19456, t=2, p=1. */
const PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$BQUFBQUFBQUFBQUFBQUFBQ$HujZK6r6Ev8JSgbzZAdwdVciM9Rl5fuLaYrl6QIWunM';

export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Null for somebody who is a member of no tenant. */
  readonly memberId: string | null;
  /** The cookie's value. */
  readonly sessionToken: string;
}

interface NewPerson {
  readonly name: string;
  readonly membership?: { readonly role: Role; readonly tenantSlug: string };
  readonly isOperator?: boolean;
}

/** Somebody with an account who has just signed in: rows, since a hashed password for each would take the time of the test. */
export async function newPerson(database: TestDatabase, wanted: NewPerson): Promise<Person> {
  const userId = newId();
  const email = `${wanted.name.toLowerCase().replaceAll(' ', '.')}@example.com`;
  await database.query(
    'INSERT INTO app_user (id, email, name, password_hash, is_operator) VALUES ($1, $2, $3, $4, $5)',
    [userId, email, wanted.name, PASSWORD_HASH, wanted.isOperator ?? false],
  );
  const memberId = wanted.membership === undefined ? null : newId();
  if (wanted.membership !== undefined) {
    const { role, tenantSlug } = wanted.membership;
    const rows = await database.query(
      `INSERT INTO membership (tenant_id, id, user_id, role)
       SELECT id, $1, $2, $3 FROM tenant WHERE slug = $4 RETURNING id`,
      [memberId, userId, role, tenantSlug],
    );
    if (rows.length === 0) throw new Error(`There is no tenant "${tenantSlug}".`);
  }
  const sessionToken = await newSession(database, userId);
  return { userId, name: wanted.name, email, memberId, sessionToken };
}

/** Another sign-in of the same person; answers the cookie's value. */
export async function newSession(database: TestDatabase, userId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await database.query(
    `INSERT INTO session (id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, now() + interval '7 days')`,
    [newId(), userId, createHash('sha256').update(token).digest()],
  );
  return token;
}
