import { PoolClient, QueryResult } from 'pg';

/** More than the product has of them; an hour of a connection that plans anew is better than one that remembers for ever. */
const MAX_NAMES = 1_000;
const names = new Map<string, string>();

/** Each connection plans a statement when it first hears its name; PostgreSQL plans it again when its tables change. */
export class Preparing {
  constructor(private readonly client: PoolClient) {}

  query(text: string, values?: unknown[]): Promise<QueryResult> {
    // It may be several statements, and those cannot be prepared.
    if (values === undefined) return this.client.query(text);
    const name = nameOf(text);
    return this.client.query({ ...(name && { name }), text, values });
  }
}

function nameOf(text: string): string | undefined {
  let name = names.get(text);
  if (name === undefined && names.size < MAX_NAMES) {
    name = `parley_${names.size}`;
    names.set(text, name);
  }
  return name;
}
