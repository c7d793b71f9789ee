import { Injectable } from '@nestjs/common';
import { currentActor, currentTenant, forTenants } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { notFound, Problem } from '../../kernel/problem';
import { Environment } from '../../platform/config/environment';
import { hashOf } from '../../platform/crypto/opaque-token';
import { AppDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { changedMeanwhile } from '../../platform/http/document-version';
import { Realtime } from '../../platform/realtime/realtime';
import { AuditTrail, DeedTo, Permission, TenantsRepository } from '../../tenancy';
import { permissionsHeldBy, Program, SignedInPerson } from '../authorisation/principal';
import {
  assertExpiry,
  assertHeld,
  assertRoomForNew,
  assertRoomForSuccessor,
  assertRotatable,
  assertWorks,
  expiryOfReplaced,
  expiryOfSuccessor,
  stateOf,
} from './api-key-rules';
import { newApiKeyToken, prefixOf, readApiKeyToken } from './api-key-token';
import { ApiKeyRow, ApiKeysRepository, NewApiKeyRow } from './api-keys.repository';
import { KeyUses } from './key-uses';

export interface WantedApiKey {
  readonly name: string;
  readonly scopes: readonly Permission[];
  /** Null: it does not expire. */
  readonly expiresAt: Date | null;
}

/** The token is known here only: it is stored nowhere. */
export interface NewApiKey {
  readonly key: ApiKeyRow;
  readonly token: string;
}

@Injectable()
export class ApiKeysService {
  constructor(
    private readonly environment: Environment,
    private readonly app: AppDatabase,
    private readonly keys: ApiKeysRepository,
    private readonly tenants: TenantsRepository,
    private readonly uses: KeyUses,
    private readonly audit: AuditTrail,
    private readonly realtime: Realtime,
  ) {}

  /**
   * The program that holds this key, or null when it is none of ours.
   * @throws Problem 401 for a key of another installation, and for one of ours that was revoked or has expired
   */
  async find(token: string, address: string): Promise<Program | null> {
    const read = readApiKeyToken(token);
    if (read === null) return null;
    if (read.installation !== this.environment.INSTALLATION) throw wrongEnvironment(read.installation);
    return forTenants([read.tenantId], async () => {
      const key = await this.app.transaction((transaction) =>
        this.keys.findByHash(transaction, hashOf(token)),
      );
      if (key === null) return null;
      assertWorks(stateOf(key, new Date()));
      this.uses.note(key, address);
      const { id: keyId, name, tenantSlug, scopes } = key;
      return { kind: 'api_key', keyId, name, tenantId: read.tenantId, tenantSlug, scopes };
    });
  }

  list(): Promise<ApiKeyRow[]> {
    return this.app.transaction((transaction) => this.keys.list(transaction));
  }

  /** @throws Problem 400 for an expiry that cannot be, 403 for a scope that the caller does not hold, 409 */
  create(person: SignedInPerson, wanted: WantedApiKey): Promise<NewApiKey> {
    const now = new Date();
    assertExpiry(wanted.expiresAt, now);
    assertHeld(wanted.scopes, permissionsHeldBy(person));
    return this.app.transaction(async (transaction) => {
      assertRoomForNew(await this.countWorking(transaction));
      const made = await this.insert(transaction, { ...wanted, createdAt: now, rotatedFrom: null });
      await this.record(transaction, 'created', made.key, { after: facts(made.key) });
      return made;
    });
  }

  /** @throws Problem 404, 412 when `version` is given and no longer the key's */
  rename(id: string, name: string, version: number | null): Promise<ApiKeyRow> {
    return this.app.transaction(async (transaction) => {
      const key = await this.lock(transaction, id);
      if (version !== null && version !== key.version) throw changedMeanwhile();
      if (name === key.name) return key;
      await this.keys.change(transaction, id, { name });
      const change = { before: { name: key.name }, after: { name } };
      await this.record(transaction, 'renamed', { id, name }, change);
      return this.lock(transaction, id);
    });
  }

  /**
   * A new key in the place of an old one, which goes on working for `overlapHours`.
   * @throws Problem 403 for a scope that the caller does not hold, 404, 409 for a key that has a successor or no life
   */
  async rotate(person: SignedInPerson, id: string, overlapHours: number): Promise<NewApiKey> {
    const made = await this.app.transaction(async (transaction) => {
      const old = await this.lock(transaction, id);
      const now = new Date();
      assertRotatable(stateOf(old, now));
      assertHeld(old.scopes, permissionsHeldBy(person));
      assertRoomForSuccessor(await this.countWorking(transaction), overlapHours);
      const successor = await this.insert(transaction, {
        name: old.name,
        scopes: old.scopes,
        createdAt: now,
        expiresAt: expiryOfSuccessor(old, now),
        rotatedFrom: old.id,
      });
      const expiresAt = expiryOfReplaced(old, overlapHours, now);
      await this.keys.change(transaction, id, { expiresAt });
      await this.record(transaction, 'rotated', old, {
        before: facts(old),
        after: { ...facts(old), expiresAt: expiresAt.toISOString(), replacedBy: facts(successor.key) },
      });
      return successor;
    });
    if (overlapHours === 0) await this.realtime.revoke([id]);
    return made;
  }

  /** Once is enough: a key that was revoked stays as it is. @throws Problem 404 */
  async revoke(id: string): Promise<void> {
    await this.app.transaction(async (transaction) => {
      const key = await this.lock(transaction, id);
      if (key.revokedAt !== null) return;
      await this.keys.change(transaction, id, { revokedAt: new Date() });
      await this.record(transaction, 'revoked', key, { before: facts(key) });
    });
    await this.realtime.revoke([id]);
  }

  /** Stays so until the transaction ends: nobody else in the tenant makes one meanwhile. */
  private async countWorking(transaction: Transaction): Promise<number> {
    await this.tenants.lock(transaction);
    return this.keys.countWorking(transaction);
  }

  private async lock(transaction: Transaction, id: string): Promise<ApiKeyRow> {
    const key = await this.keys.lock(transaction, id);
    if (key === null) throw notFound('API key');
    return key;
  }

  private async insert(
    transaction: Transaction,
    wanted: Pick<NewApiKeyRow, 'name' | 'scopes' | 'createdAt' | 'expiresAt' | 'rotatedFrom'>,
  ): Promise<NewApiKey> {
    const installation = this.environment.INSTALLATION;
    const token = newApiKeyToken(installation, currentTenant());
    const id = newId();
    await this.keys.insert(transaction, {
      ...wanted,
      id,
      prefix: prefixOf(installation),
      lastFour: token.slice(-4),
      tokenHash: hashOf(token),
      createdByName: currentActor().name,
    });
    return { key: await this.lock(transaction, id), token };
  }

  private record(
    transaction: Transaction,
    deed: DeedTo<'api_key'>,
    { id, name }: { readonly id: string; readonly name: string },
    change: { before?: Record<string, unknown>; after?: Record<string, unknown> },
  ): Promise<void> {
    return this.audit.record(transaction, {
      action: `api_key.${deed}`,
      target: { kind: 'api_key', id, name },
      ...change,
    });
  }
}

const facts = ({ id, scopes, expiresAt, lastFour }: ApiKeyRow): Record<string, unknown> => ({
  id,
  scopes,
  expiresAt: expiresAt?.toISOString() ?? null,
  lastFour,
});

const wrongEnvironment = (installation: string): Problem =>
  new Problem(
    401,
    'wrong_environment',
    'This API key is for another installation.',
    `It is a ${installation} key; this installation takes the other kind.`,
  );
