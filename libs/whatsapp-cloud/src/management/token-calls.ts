import { fieldOf, flagAt, idAt, listAt, numberAt, textAt, textsAt } from '../json-reading';
import type { ManagementCalls, ManagementOutcome } from './management-calls';

/** What Meta says of an access token (facts: cloud-api.md A2, G). */
export interface TokenFacts {
  readonly isValid: boolean;
  /** The app that it was made for. */
  readonly appId: string | null;
  /** USER, SYSTEM_USER, ...: an open list. */
  readonly type: string | null;
  /** Null: never, or Meta does not say. */
  readonly expiresAtMs: number | null;
  readonly scopes: readonly string[];
  readonly granularScopes: readonly GranularScope[];
  /** Why it is not valid. */
  readonly error: {
    readonly code: number | null;
    readonly subcode: number | null;
    readonly message: string;
  } | null;
}

export interface GranularScope {
  readonly scope: string;
  /** The accounts that it is good for; null: all that its owner has. */
  readonly targetIds: readonly string[] | null;
}

export interface ExchangedToken {
  readonly accessToken: string;
  /** Null: it does not expire, or Meta does not say. */
  readonly expiresInSeconds: number | null;
}

export interface AppCredentials {
  readonly appId: string;
  readonly appSecret: string;
}

export class TokenCalls {
  constructor(private readonly calls: ManagementCalls) {}

  /** Asks about `token` in the name of the app that it was made for, or in its own. */
  debug(token: string, app: AppCredentials | null): Promise<ManagementOutcome<TokenFacts>> {
    return this.calls.make({
      method: 'GET',
      path: '/debug_token',
      query: { input_token: token },
      accessToken: app === null ? token : `${app.appId}|${app.appSecret}`,
      secrets: [token, app?.appSecret ?? ''],
      wanted: 'whether it is valid',
      read: tokenFactsIn,
    });
  }

  /** Makes a business token of the code of Embedded Signup, which is good for 30 s, and once. */
  exchangeCode(
    { appId, appSecret }: AppCredentials,
    code: string,
  ): Promise<ManagementOutcome<ExchangedToken>> {
    return this.calls.make({
      method: 'GET',
      path: '/oauth/access_token',
      query: { client_id: appId, client_secret: appSecret, code },
      accessToken: null,
      secrets: [appSecret, code],
      hidesAnswer: true,
      wanted: 'an access token',
      read: (content) => {
        const accessToken = textAt(content, 'access_token');
        return accessToken ? { accessToken, expiresInSeconds: numberAt(content, 'expires_in') } : null;
      },
    });
  }
}

function tokenFactsIn(content: unknown): TokenFacts | null {
  const data = fieldOf(content, 'data');
  const isValid = flagAt(data, 'is_valid');
  if (isValid === null) return null;
  return {
    isValid,
    appId: idAt(data, 'app_id'),
    type: textAt(data, 'type'),
    expiresAtMs: expiryIn(data),
    scopes: textsAt(data, 'scopes'),
    granularScopes: listAt(data, 'granular_scopes').flatMap(granularScopeIn),
    error: errorIn(fieldOf(data, 'error')),
  };
}

/** The earlier of the two, of which 0 means never. */
function expiryIn(data: unknown): number | null {
  const ends = ['expires_at', 'data_access_expires_at'].flatMap((name) => {
    const seconds = numberAt(data, name);
    return seconds === null || seconds === 0 ? [] : [seconds * 1_000];
  });
  return ends.length === 0 ? null : Math.min(...ends);
}

function granularScopeIn(node: unknown): GranularScope[] {
  const scope = textAt(node, 'scope');
  if (scope === null) return [];
  const targets = fieldOf(node, 'target_ids');
  if (!Array.isArray(targets)) return [{ scope, targetIds: null }];
  return [{ scope, targetIds: targets.map(String) }];
}

function errorIn(error: unknown): TokenFacts['error'] {
  if (typeof error !== 'object' || error === null) return null;
  return {
    code: numberAt(error, 'code'),
    subcode: numberAt(error, 'subcode'),
    message: textAt(error, 'message') ?? 'Meta does not say why.',
  };
}
