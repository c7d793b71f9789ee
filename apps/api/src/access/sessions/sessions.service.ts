import { Injectable } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../../kernel/ids';
import { notFound } from '../../kernel/problem';
import { Environment } from '../../platform/config/environment';
import { hashOf, newToken } from '../../platform/crypto/opaque-token';
import { SystemDatabase } from '../../platform/database/database';
import { afterCommit, Transaction } from '../../platform/database/transaction';
import { Realtime } from '../../platform/realtime/realtime';
import { Role } from '../../tenancy';
import { AccountRecord } from '../accounts/account-record';
import { Exchange } from '../authorisation/exchange.decorator';
import { SignedInPerson } from '../authorisation/principal';
import { sessionTokenIn, setSessionCookie } from './session-cookie';
import { SessionDto } from './sessions.dto';
import { SessionRow, SessionsRepository, SessionSummary } from './sessions.repository';

/** facts/reliability.md E17. */
const IDLE_MS = 12 * 3_600_000;
const ABSOLUTE_MS = 7 * 24 * 3_600_000;
/** A session is written down as seen at most this often. */
const SEEN_MS = 60_000;
const MAX_USER_AGENT = 300;
/** More than anybody has browsers; the one that was longest unseen ends. */
const MAX_SESSIONS = 50;

/** A session that was written but not given to the browser yet: that is done when its transaction is committed. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
}

@Injectable()
export class SessionsService {
  constructor(
    private readonly environment: Environment,
    private readonly system: SystemDatabase,
    private readonly sessions: SessionsRepository,
    private readonly realtime: Realtime,
    private readonly record: AccountRecord,
  ) {}

  /** Whose session the request carries; with their membership when `slug` names a tenant of theirs. */
  async find(
    request: FastifyRequest,
    reply: FastifyReply,
    slug: string | undefined,
  ): Promise<SignedInPerson | null> {
    const token = sessionTokenIn(request, this.environment);
    if (token === undefined) return null;
    const row = await this.sessions.findAcrossTenants(hashOf(token), slug ?? null, IDLE_MS);
    if (row === null) return null;
    if (Date.now() - row.lastSeenAt.getTime() > SEEN_MS) await this.sessions.touch(row.id);
    if (row.mustRotate && !row.isPrevious && keepsCookies(request)) {
      await this.replaceToken({ request, reply }, { onlyIfDue: true, confirmed: false });
    }
    return personOf(row);
  }

  /** What the person of this session may do in that tenant now; null when the session or the membership is over. */
  roleNow(sessionId: string, tenantId: string): Promise<Role | null> {
    return this.sessions.roleAcrossTenants(sessionId, tenantId, IDLE_MS);
  }

  /** A new session for who just proved who they are. The one that the browser had is ended: none is carried over. */
  async open(transaction: Transaction, request: FastifyRequest, userId: string): Promise<OpenedSession> {
    const old = sessionTokenIn(request, this.environment);
    if (old !== undefined) this.revoke(transaction, await this.sessions.endByToken(transaction, hashOf(old)));
    this.revoke(transaction, await this.sessions.endBeyond(transaction, userId, MAX_SESSIONS - 1));
    const token = newToken();
    const session = {
      id: newId(),
      userId,
      tokenHash: hashOf(token),
      lifetimeMs: ABSOLUTE_MS,
      address: request.ip,
      userAgent: request.headers['user-agent']?.slice(0, MAX_USER_AGENT) ?? null,
    };
    return { token, expiresAt: await this.sessions.insert(transaction, session, IDLE_MS) };
  }

  /** Gives the browser its session. */
  give({ reply }: Pick<Exchange, 'reply'>, { token, expiresAt }: OpenedSession): void {
    setSessionCookie(reply, this.environment, token, expiresAt);
  }

  /** The person proved again who they are, or their rights changed: the session goes on under another token. */
  async renew(
    exchange: Exchange,
    me: SignedInPerson,
    { confirmed }: { confirmed: boolean },
    transaction?: Transaction,
  ): Promise<void> {
    const isReplaced = await this.replaceToken(exchange, { onlyIfDue: false, confirmed }, transaction);
    // Another request of the same browser was faster: its answer carries the new token.
    if (!isReplaced && confirmed) await this.sessions.confirm(me.sessionId, transaction);
  }

  async list(me: SignedInPerson): Promise<SessionDto[]> {
    return (await this.sessions.list(me.userId, IDLE_MS)).map((session) => toDto(session, me.sessionId));
  }

  /** @throws Problem 404 for what is not one of theirs */
  end(me: SignedInPerson, id: string): Promise<void> {
    return this.system.systemTransaction(async (transaction) => {
      const ended = await this.sessions.end(transaction, me.userId, id);
      if (ended.length === 0) throw notFound('session');
      this.revoke(transaction, ended);
      await this.record.writeAcrossTenants(transaction, accountOf(me), 'account.session_ended');
    });
  }

  async endOwn(transaction: Transaction, me: SignedInPerson): Promise<void> {
    this.revoke(transaction, await this.sessions.end(transaction, me.userId, me.sessionId));
  }

  endOthers(me: SignedInPerson): Promise<void> {
    return this.system.systemTransaction(async (transaction) => {
      const ended = await this.sessions.endAllOf(transaction, me.userId, me.sessionId);
      if (ended.length === 0) return;
      this.revoke(transaction, ended);
      await this.record.writeAcrossTenants(transaction, accountOf(me), 'account.other_sessions_ended');
    });
  }

  /** Ends every session of that person (but one) in the caller's transaction; what is open for them closes after it. */
  async endAllOf(transaction: Transaction, userId: string, except: string | null = null): Promise<void> {
    this.revoke(transaction, await this.sessions.endAllOf(transaction, userId, except));
  }

  /** Their rights changed: each session of theirs gets a new token with its next request. */
  async rotateAllOf(transaction: Transaction, userId: string): Promise<void> {
    await this.sessions.makeRotate(transaction, userId);
    this.revoke(transaction, [userId]);
  }

  private revoke(transaction: Transaction, ids: readonly string[]): void {
    if (ids.length > 0) afterCommit(transaction, () => this.realtime.revoke(ids));
  }

  private async replaceToken(
    { request, reply }: Exchange,
    how: { onlyIfDue: boolean; confirmed: boolean },
    transaction?: Transaction,
  ): Promise<boolean> {
    const token = newToken();
    const old = hashOf(sessionTokenIn(request, this.environment) ?? '');
    const expiresAt = await this.sessions.rotate(old, hashOf(token), how, transaction);
    if (expiresAt === null) return false;
    const give = () => this.give({ reply }, { token, expiresAt });
    // A token that is rolled back must not reach the browser: it would be signed out.
    if (transaction === undefined) give();
    else afterCommit(transaction, give);
    return true;
  }
}

/**
 * A new token must reach the browser, or its session is lost. The headers of an event stream are out before a cookie
 * could be among them, and a page that the dashboard's server makes in somebody's name passes no cookie on: it says
 * neither where it is asked from nor its origin, as a browser does.
 */
function keepsCookies({ headers }: FastifyRequest): boolean {
  const isBrowser = headers['sec-fetch-site'] !== undefined || headers.origin !== undefined;
  return isBrowser && headers.accept?.includes('text/event-stream') !== true;
}

const accountOf = ({ userId, name }: SignedInPerson): { id: string; name: string } => ({ id: userId, name });

function toDto(session: SessionSummary, currentId: string): SessionDto {
  const { id, createdAt, lastSeenAt, expiresAt, address, userAgent } = session;
  return {
    id,
    isCurrent: id === currentId,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    address,
    userAgent,
  };
}

function personOf(row: SessionRow): SignedInPerson {
  const { memberId, role, tenantId } = row;
  return {
    kind: 'user',
    userId: row.userId,
    name: row.name,
    email: row.email,
    isOperator: row.isOperator,
    sessionId: row.id,
    confirmedAt: row.confirmedAt,
    ...(memberId !== null &&
      role !== null &&
      tenantId !== null && { member: { id: memberId, role, tenantId } }),
  };
}
