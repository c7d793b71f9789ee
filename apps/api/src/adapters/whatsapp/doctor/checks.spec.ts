import fc from 'fast-check';
import { NumberFacts, TokenFacts } from '@parley/whatsapp-cloud';
import { Finding, TroubleCode } from '../../../channels';
import { findingsOfConnection, findingsOfValues } from './checks';
import { DoctorFacts } from './facts';
import {
  APP_ID,
  done,
  factsOf,
  failedWith,
  NOW_MS,
  numberFacts,
  tokenFacts,
  WEBHOOK_URL,
} from './facts.fixture';

const DAY_MS = 24 * 3_600_000;
const finding = (check: string, change: Partial<DoctorFacts>): Finding | undefined =>
  findingsOfConnection(factsOf(change)).find((one) => one.check === check);
const ofToken = (change: Partial<TokenFacts>): Partial<DoctorFacts> => ({ token: done(tokenFacts(change)) });
const ofNumber = (change: Partial<NumberFacts>): Partial<DoctorFacts> => ({
  number: done(numberFacts(change)),
});
const app = (appId: string | null, overrideCallbackUrl: string | null = null): Partial<DoctorFacts> => ({
  apps: done([{ appId, name: 'Theirs', overrideCallbackUrl }]),
});
const AWAY = { token: failedWith('timeout'), number: failedWith('timeout') };
const LOCAL_URL = 'http://localhost:3000/api/webhooks/whatsapp';
const WHATSAPP_ONLY = ['whatsapp_business_messaging'];
const elsewhere = [{ scope: 'whatsapp_business_messaging', targetIds: ['9'] }];
const unlimited = [{ scope: 'whatsapp_business_messaging', targetIds: null }];
const blocked = (canSendMessage: string): Partial<DoctorFacts> =>
  ofNumber({
    health: {
      canSendMessage,
      entities: [
        {
          ...{ entityType: 'WABA', canSendMessage, additionalInfo: [] },
          errors: [{ code: 141006, description: 'No payment.', solution: 'Add a card.' }],
        },
      ],
    },
  });
const webhooks = (change: Partial<NumberFacts['webhooks']>): Partial<DoctorFacts> =>
  ofNumber({ webhooks: { number: null, account: null, app: WEBHOOK_URL, ...change } });

/** What is different from a connection without a fault, and what is then said of that part. */
const TABLE: readonly [
  check: string,
  what: string,
  change: Partial<DoctorFacts>,
  verdict: Finding['verdict'],
][] = [
  ['access_token', 'that Meta does not take', { number: failedWith('auth_failed', '190') }, 'fault'],
  ['access_token', 'that has expired', { token: failedWith('auth_expired', '190') }, 'fault'],
  ['access_token', 'that was withdrawn', ofToken({ isValid: false }), 'fault'],
  ['access_token', 'whose end is past', ofToken({ expiresAtMs: NOW_MS - 1 }), 'fault'],
  ['access_token', 'that ends within two weeks', ofToken({ expiresAtMs: NOW_MS + 14 * DAY_MS }), 'warning'],
  ['access_token', 'that ends later', ofToken({ expiresAtMs: NOW_MS + 14 * DAY_MS + 1 }), 'ok'],
  ['access_token', 'that works, of which nothing is told', { token: failedWith('not_found') }, 'ok'],
  ['access_token', 'when Meta is away', AWAY, 'unknown'],
  ['token_scopes', 'one of which is missing', ofToken({ scopes: WHATSAPP_ONLY }), 'fault'],
  ['token_scopes', 'for other accounts', ofToken({ granularScopes: elsewhere }), 'fault'],
  ['token_scopes', 'for all accounts', ofToken({ granularScopes: unlimited }), 'ok'],
  ['token_scopes', 'that nobody tells', { token: failedWith('service_down') }, 'unknown'],
  ['token_app', 'that is another', ofToken({ appId: '9' }), 'warning'],
  [
    'token_app',
    'of which Meta tells us nothing',
    { token: failedWith('invalid_parameters', '100') },
    'warning',
  ],
  ['token_app', 'where ours is not named', { appId: null }, 'unknown'],
  ['account', 'that does not have the number', { accountNumbers: done([numberFacts({ id: '9' })]) }, 'fault'],
  ['account', 'that is unknown', { accountNumbers: failedWith('not_found') }, 'fault'],
  ['account', 'that is not to be seen', { accountNumbers: failedWith('permission_denied') }, 'fault'],
  ['account', 'that was not named', { accountNumbers: null }, 'unknown'],
  [
    'account',
    'when Meta answers with a page',
    { accountNumbers: failedWith('unreadable_answer') },
    'unknown',
  ],
  ['number_state', 'that is unknown', { number: failedWith('not_found', '100') }, 'fault'],
  ['number_state', 'PENDING', ofNumber({ status: 'PENDING' }), 'fault'],
  ['number_state', 'BANNED', ofNumber({ status: 'BANNED' }), 'fault'],
  ['number_state', 'that is a new word', ofNumber({ status: 'ON_HOLIDAY' }), 'fault'],
  ['number_state', 'that Meta does not tell', ofNumber({ status: null }), 'unknown'],
  ['number_state', 'in both apps', ofNumber({ isOnBizApp: true }), 'ok'],
  ['number_health', 'that is blocked', blocked('BLOCKED'), 'fault'],
  ['number_health', 'that is limited', blocked('LIMITED'), 'warning'],
  ['number_health', 'that Meta does not tell', ofNumber({ health: null }), 'unknown'],
  ['number_quality', 'RED', ofNumber({ qualityRating: 'RED' }), 'fault'],
  ['number_quality', 'YELLOW', ofNumber({ qualityRating: 'YELLOW' }), 'warning'],
  ['number_quality', 'UNKNOWN', ofNumber({ qualityRating: 'UNKNOWN' }), 'ok'],
  ['number_name', 'that was declined', ofNumber({ nameStatus: 'DECLINED' }), 'warning'],
  ['number_name', 'under review', ofNumber({ nameStatus: 'PENDING_REVIEW' }), 'ok'],
  ['public_address', 'of this machine', { webhookUrl: LOCAL_URL }, 'fault'],
  ['public_address', 'without TLS', { webhookUrl: 'http://parley.example/api/webhooks/whatsapp' }, 'fault'],
  ['public_address', 'of this machine, for the simulator', { webhookUrl: LOCAL_URL, simulated: true }, 'ok'],
  ['verify_token', 'that is not set', door({ handshake: null }), 'fault'],
  ['verify_token', 'that is another', door({ handshake: { kind: 'other', httpStatus: 403 } }), 'fault'],
  ['signed_webhook', 'without a secret', door({ signedPost: null }), 'fault'],
  [
    'signed_webhook',
    'with another secret',
    door({ signedPost: { kind: 'other', httpStatus: 401 } }),
    'fault',
  ],
  [
    'signed_webhook',
    'that nobody takes',
    door({ signedPost: { kind: 'unreachable', reason: 'X' } }),
    'fault',
  ],
  ['subscribed_app', 'that nobody is', { apps: done([]) }, 'fault'],
  ['subscribed_app', 'that is another', app('9'), 'fault'],
  ['subscribed_app', 'that is some app, where ours is not named', { ...app('9'), appId: null }, 'ok'],
  ['subscribed_app', 'that Meta does not tell', { apps: failedWith('rate_limited') }, 'unknown'],
  ['callback_address', 'of the account', app(APP_ID, 'https://other.example/hook'), 'fault'],
  ['callback_address', 'of the number', webhooks({ number: 'https://other.example' }), 'fault'],
  ['callback_address', 'of the app', webhooks({ app: 'https://other.example' }), 'fault'],
  [
    'callback_address',
    'of the number, which is ours',
    webhooks({ number: `${WEBHOOK_URL}/`, app: 'x' }),
    'ok',
  ],
  [
    'callback_address',
    'of the simulator, inside of the machine',
    { ...webhooks({ app: 'http://127.0.0.1:8000/api/webhooks/whatsapp' }), simulated: true },
    'ok',
  ],
  [
    'callback_address',
    'of the number, also at the simulator',
    { ...webhooks({ number: 'https://other.example' }), simulated: true },
    'fault',
  ],
  ['callback_address', 'that Meta does not tell', webhooks({ app: null }), 'unknown'],
  ['clock', 'half a minute behind', { graphAheadMs: 30_000 }, 'warning'],
  ['clock', 'five minutes ahead', { graphAheadMs: -300_000 }, 'fault'],
  ['clock', 'that is nobody to compare with', { graphAheadMs: null }, 'unknown'],
  ['last_inbound', 'that never was', { lastInboundAt: null }, 'warning'],
  ['last_inbound', 'of last month', { lastInboundAt: new Date(NOW_MS - 30 * DAY_MS) }, 'warning'],
];

function door(change: Partial<DoctorFacts['door']>): Partial<DoctorFacts> {
  return { door: { ...factsOf().door, ...change } };
}

describe('the doctor', () => {
  it('finds nothing wrong with a connection that is right, and looks at every part of it', () => {
    const findings = findingsOfConnection(factsOf());
    expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect(new Set(TABLE.map(([check]) => check))).toEqual(new Set(findings.map(({ check }) => check)));
  });

  it.each(TABLE)('says of %s %s', (check, _what, change, verdict) => {
    expect(finding(check, change)).toMatchObject({ check, verdict });
  });

  it("tells Meta's reason and Meta's way out", () => {
    expect(finding('number_health', blocked('BLOCKED'))).toMatchObject({
      reason: 'No payment.',
      fix: 'Add a card.',
    });
  });

  it('offers to subscribe where that takes the other address away, which it does not from the number itself', () => {
    const fixes = [app(APP_ID, 'https://other.example'), webhooks({ number: 'https://other.example' })].map(
      (change) => finding('callback_address', change)?.fix,
    );
    expect(fixes.map((fix) => fix?.includes('Subscribe'))).toEqual([true, false]);
  });

  it('takes a word of Meta for a word, also one that every object answers to', () => {
    expect(finding('number_state', ofNumber({ status: 'valueOf' }))?.reason).toBe(
      'Meta says that it is valueOf.',
    );
  });

  it('names the address to which messages go', () => {
    const { reason = '' } = finding('callback_address', app(APP_ID, 'https://other.example/hook')) ?? {};
    expect(reason).toContain('https://other.example/hook');
  });

  it('says what to do about every fault and every warning, whatever Meta says or keeps to itself', () => {
    const codes: TroubleCode[] = ['auth_failed', 'not_found', 'timeout', 'permission_denied', 'rate_limited'];
    const failure = fc.constantFrom(...codes).map((code) => failedWith(code));
    const word = fc.option(fc.string({ maxLength: 12 }));
    const number = fc.record({ status: word, qualityRating: word, nameStatus: word });
    const facts = fc.record({
      token: fc.oneof(failure, fc.constant(done(tokenFacts()))),
      number: fc.oneof(
        failure,
        number.map((change) => done(numberFacts(change))),
      ),
      accountNumbers: fc.option(failure),
      apps: fc.option(failure),
      graphAheadMs: fc.option(fc.integer()),
      lastInboundAt: fc.option(fc.date({ noInvalidDate: true })),
    });
    fc.assert(
      fc.property(facts, (change) => {
        for (const { verdict, reason, fix } of findingsOfConnection(factsOf(change))) {
          expect(reason).toMatch(/\S/);
          if (verdict === 'fault' || verdict === 'warning') expect(fix).toMatch(/\S/);
          if (verdict === 'ok') expect(fix).toBeNull();
        }
      }),
    );
  });

  it('looks, of values that are not stored, only at what Meta says of them', () => {
    const checks = findingsOfValues(factsOf()).map(({ check }) => check);
    expect(checks).toContain('access_token');
    expect(checks).not.toContain('signed_webhook');
  });
});
