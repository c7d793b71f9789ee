import type { FastifyInstance } from 'fastify';
import type { SimulatedClock } from '../clock';
import type { Ledger } from '../ledger/ledger';
import { REVOCATIONS, SCOPES, TOKEN_KINDS, type AccessToken, type Revocation } from './access-token';
import { fingerprintOf, newToken, type Tokens } from './tokens';

interface NewToken {
  token?: string;
  kind: AccessToken['kind'];
  scopes: string[];
  expiresAt?: string;
  wabaIds?: string[];
  refusal?: number;
}

interface Withdrawal {
  token: string;
  because: Revocation;
}

/** Tokens as Meta's pages would issue and withdraw them. */
export function tokenRoutes(
  app: FastifyInstance,
  { tokens, ledger, clock }: { tokens: Tokens; ledger: Ledger; clock: SimulatedClock },
): void {
  app.get('/sim/tokens', () => ({
    tokens: tokens.list().map(({ token, revoked }) => ({ ...token, revoked })),
  }));

  app.post<{ Body: NewToken }>('/sim/tokens', { schema: { body: newTokenBody } }, (request, reply) => {
    const { token = newToken(), kind, scopes, expiresAt, wabaIds = null, refusal } = request.body;
    // Given by the machine's clock, kept by the simulator's.
    const expiry = expiresAt === undefined ? null : Date.parse(expiresAt) + clock.offsetMs;
    if (Number.isNaN(expiry)) return reply.code(400).send({ error: 'expiresAt is not a date' });
    const issued: AccessToken = {
      fingerprint: fingerprintOf(token),
      kind,
      scopes,
      expiresAt: expiry,
      wabaIds,
      ...(refusal !== undefined && { refusal }),
    };
    ledger.record({ kind: 'token.issued', token: issued });
    return reply.code(201).send({ ...request.body, token });
  });

  app.post<{ Body: Withdrawal }>('/sim/tokens/revoke', { schema: { body: withdrawal } }, (request, reply) => {
    const { token, because } = request.body;
    const fingerprint = fingerprintOf(token);
    if (!tokens.list().some((one) => one.token.fingerprint === fingerprint))
      return reply.code(404).send({ error: 'token: it was not issued here' });
    ledger.record({ kind: 'token.revoked', fingerprint, because });
    return { token, because };
  });
}

const properties = {
  token: { type: 'string', minLength: 1, maxLength: 512, pattern: '^\\S+$' },
  kind: { enum: TOKEN_KINDS, default: 'SYSTEM_USER' },
  scopes: { type: 'array', maxItems: 100, items: { type: 'string' }, default: SCOPES },
  expiresAt: { type: 'string', maxLength: 40 },
  wabaIds: { type: 'array', maxItems: 1_000, items: { type: 'string', pattern: '^\\d{1,32}$' } },
  refusal: { type: 'integer', minimum: 0, maximum: 10_000_000 },
};

const newTokenBody = { type: 'object', propertyNames: { enum: Object.keys(properties) }, properties };

const withdrawal = {
  type: 'object',
  required: ['token'],
  propertyNames: { enum: ['token', 'because'] },
  properties: {
    token: { type: 'string' },
    because: { enum: Object.keys(REVOCATIONS), default: 'invalidated' },
  },
};
