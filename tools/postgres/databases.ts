import pg from 'pg';

export interface DatabasePasswords {
  owner: string;
  app: string;
  system: string;
  reader: string;
}

/**
 * Makes the database `parley` with its owner (may create the other roles, is no superuser) and the reader of the
 * operator's tools, and brings the passwords of all roles that exist into line. Can be run at every start.
 * @param superuserUrl of any database of the server
 */
export async function prepareDatabase(superuserUrl: string, passwords: DatabasePasswords): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const roles = await names(client, 'SELECT rolname AS name FROM pg_roles');
    if (!roles.has('parley_owner')) await client.query('CREATE ROLE parley_owner LOGIN CREATEROLE');
    if (!roles.has('parley_reader')) await client.query('CREATE ROLE parley_reader LOGIN BYPASSRLS');
    await client.query('GRANT pg_read_all_data TO parley_reader');
    await client.query('ALTER ROLE parley_reader SET default_transaction_read_only = on');
    for (const [name, password] of Object.entries(passwords)) {
      const role = `parley_${name}`;
      const exists = roles.has(role) || name === 'owner' || name === 'reader';
      if (exists) await client.query(`ALTER ROLE ${role} PASSWORD ${pg.escapeLiteral(password)}`);
    }
    const databases = await names(client, 'SELECT datname AS name FROM pg_database');
    if (!databases.has('parley')) await client.query('CREATE DATABASE parley OWNER parley_owner');
  } finally {
    await client.end();
  }
}

async function names(client: pg.Client, query: string): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(query);
  return new Set(rows.map(({ name }) => name));
}
