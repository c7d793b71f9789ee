import { Answer, Client } from './client';
import { Product } from './product';

export const KEYS = '/api/v1/api-keys';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly lastFour: string;
  readonly scopes: readonly string[];
  readonly createdByName: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly lastUsedAddress: string | null;
  readonly state: string;
  readonly rotatedFrom: string | null;
  readonly version: number;
  /** Of a new one only. */
  readonly token: string;
}

/** The API keys of the demo tenant, as its owner handles them over HTTP. */
export class ApiKeys {
  readonly owner: Client;

  constructor(private readonly product: Product) {
    this.owner = product.as('owner');
  }

  async make(wanted: Record<string, unknown> = {}): Promise<ApiKey> {
    const body = { name: 'a key', scopes: ['channels.read'], ...wanted };
    const answer = await this.owner.post<ApiKey>(KEYS, body);
    if (answer.status !== 201) throw new Error(`No key was made: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  rotate<Body = ApiKey>(id: string, body?: unknown): Promise<Answer<Body>> {
    return this.owner.post(`${KEYS}/${id}/rotation`, body);
  }

  revoke(id: string): Promise<Answer> {
    return this.owner.delete(`${KEYS}/${id}`);
  }

  async list(): Promise<ApiKey[]> {
    return (await this.owner.get<{ data: ApiKey[] }>(KEYS)).body.data;
  }

  async find(id: string): Promise<ApiKey> {
    const key = (await this.list()).find((one) => one.id === id);
    if (key === undefined) throw new Error(`There is no API key ${id}.`);
    return key;
  }

  async expireNow(id: string): Promise<void> {
    await this.product.database.query('UPDATE api_key SET expires_at = now() WHERE id = $1', [id]);
  }

  /** What the audit trail says was done with it. */
  async deedsOn(id: string): Promise<string[]> {
    const rows = await this.product.database.query<{ action: string }>(
      'SELECT action FROM audit_event WHERE target_id = $1 ORDER BY sequence',
      [id],
    );
    return rows.map(({ action }) => action);
  }
}
