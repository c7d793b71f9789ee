import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AccountNews, parseProviderJson } from '../../messaging';
import { elementsOf } from './normalise/elements';
import { standingOf } from './standing';

const NOW = Date.parse('2025-06-09T00:00:00Z');

function news(...fixtures: string[]): AccountNews[] {
  return fixtures
    .map((name) => readFileSync(join(__dirname, 'fixtures', `${name}.json`)))
    .flatMap((bytes) => elementsOf(parseProviderJson(bytes)))
    .flatMap((element) => (element.kind === 'account' ? [element] : []));
}

const quality = (event: string): AccountNews => ({
  field: 'phone_number_quality_update',
  event,
  payload: { event },
});
const ban = (state: string): AccountNews => ({
  field: 'account_update',
  event: 'DISABLED_UPDATE',
  payload: { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: state } },
});

describe('what a number may do, by what Meta said of it', () => {
  it.each([
    ['DISABLE', 'banned'],
    ['REINSTATE', 'connected'],
    ['SCHEDULE_FOR_DISABLE', 'connected'],
  ])('after a ban of the state %s is %s', (state, standing) => {
    expect(standingOf([ban(state)], null, NOW).state).toBe(standing);
    expect(standingOf([ban('DISABLE'), ban(state)], null, NOW).state).toBe(standing);
  });

  it('is restricted until the restriction ends, and only where that is about beginning conversations', () => {
    const restricted = news('account-restriction');
    expect(standingOf(restricted, null, NOW).state).toBe('restricted');
    expect(standingOf(restricted, null, Date.parse('2025-06-15T21:10:00Z')).state).toBe('connected');
    const other = {
      event: 'ACCOUNT_RESTRICTION',
      restriction_info: [{ restriction_type: 'RESTRICTED_ADD_PHONE_NUMBER_ACTION' }],
    };
    const added = { field: 'account_update', event: 'ACCOUNT_RESTRICTION', payload: other };
    expect(standingOf([added], null, NOW).state).toBe('connected');
  });

  const restrictedBy = (...types: string[]): AccountNews => ({
    field: 'account_update',
    event: 'ACCOUNT_RESTRICTION',
    payload: {
      event: 'ACCOUNT_RESTRICTION',
      restriction_info: types.map((restriction_type, n) => ({
        restriction_type,
        expiration: NOW / 1_000 + 60 * (n + 1),
      })),
    },
  });

  it('may not answer, or may not do either, where that is what is restricted', () => {
    const [begin, answer] = ['RESTRICTED_BIZ_INITIATED_MESSAGING', 'RESTRICTED_CUSTOMER_INITIATED_MESSAGING'];
    expect(standingOf([restrictedBy(answer)], null, NOW).state).toBe('answers_restricted');
    const both = [restrictedBy(begin, answer)];
    expect(standingOf(both, null, NOW)).toMatchObject({ state: 'silenced', untilMs: NOW + 60_000 });
    expect(standingOf(both, null, NOW + 60_000)).toMatchObject({
      state: 'answers_restricted',
      untilMs: NOW + 120_000,
    });
    expect(standingOf(both, null, NOW + 120_000)).toMatchObject({ state: 'connected', untilMs: null });
  });

  it('is restricted in what the last news of it name, and in nothing that they do not', () => {
    const lifted = restrictedBy('RESTRICTED_ADD_PHONE_NUMBER_ACTION');
    const restricted = restrictedBy('RESTRICTED_BIZ_INITIATED_MESSAGING');
    expect(standingOf([restricted, lifted], null, NOW).state).toBe('connected');
    expect(standingOf([restricted, restrictedBy()], null, NOW).state).toBe('connected');
  });

  it('is flagged until Meta says that it is not any more', () => {
    expect(standingOf([quality('FLAGGED')], null, NOW).state).toBe('flagged');
    expect(standingOf([quality('FLAGGED'), quality('UNFLAGGED')], null, NOW).state).toBe('connected');
    expect(standingOf([quality('FLAGGED'), quality('UPGRADE')], null, NOW).state).toBe('flagged');
  });

  it('needs to be connected again while Meta refuses its token, and is banned before that', () => {
    expect(standingOf([], '190', NOW).state).toBe('needs_reauth');
    expect(standingOf([], '131042', NOW).state).toBe('connected');
    expect(standingOf([ban('DISABLE')], '190', NOW).state).toBe('banned');
  });

  it.each([
    [['business-capability-as-a-number'], 2_000],
    [['business-capability-as-a-tier'], 2_000],
    [['number-quality-v23'], 10_000],
    [['number-quality-v23', 'number-quality'], null],
    [['number-quality', 'business-capability-as-a-tier'], 2_000],
    [['business-capability-v23'], null],
    [[], null],
  ])('begins conversations, by %j, with at most %j people a day', (fixtures, limit) => {
    expect(standingOf(news(...fixtures), null, NOW).mayBeginWith).toBe(limit);
  });
});
