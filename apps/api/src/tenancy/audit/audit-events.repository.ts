import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';
import { Place } from '../../platform/http/page';
import { AuditFacts, ChainedEvent, Link } from './audit-chain';

/** All that is given must match. */
export interface AuditFilter {
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly targetKind?: string | undefined;
  /** At it or after it. */
  readonly from?: Date | undefined;
  /** Before it. */
  readonly to?: Date | undefined;
}

type EventRow = Omit<AuditFacts, 'sequence'> & { sequence: string; previousHash: Buffer; hash: Buffer };

const EVENT = `
  tenant_id AS "tenantId", id, sequence,
  to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "occurredAt",
  actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName", action,
  target_kind AS "targetKind", target_id AS "targetId", target_name AS "targetName",
  address, user_agent AS "userAgent", request_id AS "requestId", before, after,
  previous_hash AS "previousHash", hash`;

const MATCHES = `
  tenant_id = $1
  AND ($2::uuid IS NULL OR actor_id = $2)
  AND ($3::text IS NULL OR action = $3)
  AND ($4::text IS NULL OR target_kind = $4)
  AND ($5::timestamptz IS NULL OR occurred_at >= $5)
  AND ($6::timestamptz IS NULL OR occurred_at < $6)`;

@Injectable()
export class AuditEventsRepository {
  /** Where the record ends; nobody else adds to it until the transaction ends. */
  async lockHead(transaction: Transaction): Promise<Link> {
    return this.readHead(transaction, 'FOR NO KEY UPDATE');
  }

  head(transaction: Transaction): Promise<Link> {
    return this.readHead(transaction, '');
  }

  async append(transaction: Transaction, { facts, previousHash, hash }: ChainedEvent): Promise<void> {
    await transaction.query(
      `WITH head AS (UPDATE tenant SET audit_sequence = $3, audit_hash = $18 WHERE id = $1)
       INSERT INTO audit_event (tenant_id, id, sequence, occurred_at, actor_kind, actor_id, actor_name, action,
         target_kind, target_id, target_name, address, user_agent, request_id, before, after, previous_hash, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        currentTenant(),
        facts.id,
        facts.sequence,
        facts.occurredAt,
        facts.actorKind,
        facts.actorId,
        facts.actorName,
        facts.action,
        facts.targetKind,
        facts.targetId,
        facts.targetName,
        facts.address,
        facts.userAgent,
        facts.requestId,
        jsonOf(facts.before),
        jsonOf(facts.after),
        previousHash,
        hash,
      ],
    );
  }

  /** Newest first. */
  async list(
    transaction: Transaction,
    filter: AuditFilter,
    limit: number,
    after: Place | null,
  ): Promise<(AuditFacts & Place)[]> {
    const rows: (EventRow & Place)[] = await transaction.query(
      `SELECT ${EVENT}, occurred_at::text AS at FROM audit_event
       WHERE ${MATCHES} AND ($8::timestamptz IS NULL OR (occurred_at, id) < ($8, $9::uuid))
       ORDER BY occurred_at DESC, id DESC LIMIT $7`,
      [...valuesOf(filter), limit, after?.at ?? null, after?.id ?? null],
    );
    return rows.map((row) => ({ ...chained(row).facts, at: row.at }));
  }

  /** In the order of their numbers: those above `after`, up to `upTo`. */
  async chain(
    transaction: Transaction,
    filter: AuditFilter,
    { after, upTo, limit }: { after: number; upTo: number; limit: number },
  ): Promise<ChainedEvent[]> {
    const rows: EventRow[] = await transaction.query(
      `SELECT ${EVENT} FROM audit_event
       WHERE ${MATCHES} AND sequence > $8 AND sequence <= $9 ORDER BY sequence LIMIT $7`,
      [...valuesOf(filter), limit, after, upTo],
    );
    return rows.map(chained);
  }

  /** How often one of these was done since then, and when for the first time; of a target of that name, if one is given. */
  async countSince(
    transaction: Transaction,
    { actions, targetName, since }: { actions: readonly string[]; targetName: string | null; since: Date },
  ): Promise<{ count: number; first: Date | null }> {
    const [row]: { count: number; first: Date | null }[] = await transaction.query(
      `SELECT count(*)::int AS count, min(occurred_at) AS first FROM audit_event
       WHERE tenant_id = $1 AND action = ANY ($2) AND occurred_at > $3
         AND ($4::text IS NULL OR lower(target_name) = lower($4))`,
      [currentTenant(), actions, since, targetName],
    );
    return row ?? { count: 0, first: null };
  }

  /** The number of the last event beyond where the record ends: somebody put it there. Null as a rule. */
  async beyondHead(transaction: Transaction): Promise<Link | null> {
    const [row]: { sequence: string; hash: Buffer }[] = await transaction.query(
      `SELECT sequence, hash FROM audit_event
       WHERE tenant_id = $1 AND sequence > (SELECT audit_sequence FROM tenant WHERE id = $1)
       ORDER BY sequence DESC LIMIT 1`,
      [currentTenant()],
    );
    return row === undefined ? null : { sequence: Number(row.sequence), hash: row.hash };
  }

  private async readHead(transaction: Transaction, lock: string): Promise<Link> {
    const rows: { sequence: string; hash: Buffer }[] = await transaction.query(
      `SELECT audit_sequence AS sequence, audit_hash AS hash FROM tenant WHERE id = $1 ${lock}`,
      [currentTenant()],
    );
    const [row] = rows;
    if (row === undefined) throw new Error('The tenant of the audit trail is not there.');
    return { sequence: Number(row.sequence), hash: row.hash };
  }
}

function valuesOf({ actorId, action, targetKind, from, to }: AuditFilter): unknown[] {
  return [currentTenant(), actorId ?? null, action ?? null, targetKind ?? null, from ?? null, to ?? null];
}

function chained({ previousHash, hash, sequence, ...facts }: EventRow & Partial<Place>): ChainedEvent {
  const { at: _at, ...known } = facts;
  return { facts: { ...known, sequence: Number(sequence) }, previousHash, hash };
}

const jsonOf = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
