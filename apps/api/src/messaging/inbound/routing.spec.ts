import { ChannelRoute } from '../../channels';
import { AccountElement, StatusElement, Whereabouts } from '../communication-adapter';
import { destinationOf, directoryOf } from './routing';

const route = (tenantId: string, externalId: string, accountId: string, address: string): ChannelRoute => ({
  provider: 'whatsapp',
  tenantId,
  channelId: `channel of ${externalId}`,
  externalId,
  accountId,
  address,
});

const ROUTES = [
  route('one', '11', 'single', '15550100011'),
  route('two', '21', 'several', '15550100021'),
  route('two', '22', 'several', '15550100022'),
  route('three', '31', 'shared', '15550100031'),
  route('four', '41', 'shared', '15550100041'),
  { ...route('five', '11', 'single', '15550100011'), provider: 'other' },
];

const NOWHERE: Whereabouts = { channelExternalId: null, accountId: null, address: null };

/** Where something goes that says so much of where it belongs. */
function way(kind: 'status' | 'account', said: Partial<Whereabouts>, provider = 'whatsapp') {
  const element = { kind, whereabouts: { ...NOWHERE, ...said } } as StatusElement | AccountElement;
  return destinationOf(provider, element, directoryOf(ROUTES));
}

describe('an element goes', () => {
  it('to the channel whose address the provider names, whatever else it says', () => {
    const said = { channelExternalId: '21', accountId: 'shared', address: '15550100041' };
    for (const kind of ['status', 'account'] as const)
      expect(way(kind, said)).toMatchObject({ tenantId: 'two', channelId: 'channel of 21' });
  });

  it('to nobody when that address is nobody’s, even if the account is somebody’s', () => {
    expect(way('status', { channelExternalId: '99', accountId: 'single' })).toEqual({
      reason: 'unknown_channel',
      detail: 'No channel is connected for 99.',
    });
  });

  it('by the address as people read it, within its account, also where several tenants share the account', () => {
    expect(way('status', { accountId: 'shared', address: '15550100041' })).toMatchObject({
      tenantId: 'four',
      channelId: 'channel of 41',
    });
    expect(way('account', { accountId: 'several', address: '15550100022' })).toMatchObject({
      tenantId: 'two',
      channelId: 'channel of 22',
    });
    expect(way('status', { accountId: 'several', address: '15550100041' })).toMatchObject({
      reason: 'unknown_channel',
    });
  });

  it('to the tenant of the account when it is news of the account', () => {
    expect(way('account', { accountId: 'single' })).toMatchObject({ tenantId: 'one', channelId: null });
    expect(way('account', { accountId: 'several' })).toMatchObject({ tenantId: 'two', channelId: null });
    expect(way('account', { accountId: 'several', address: '15550100099' })).toMatchObject({
      channelId: null,
    });
  });

  it('to the one channel of its account when it is of a conversation', () => {
    expect(way('status', { accountId: 'single' })).toMatchObject({
      tenantId: 'one',
      channelId: 'channel of 11',
    });
    expect(way('status', { accountId: 'several' })).toMatchObject({ reason: 'ambiguous_account' });
  });

  it('to nobody when the account is of several tenants: what is whose would be a guess', () => {
    for (const kind of ['status', 'account'] as const)
      expect(way(kind, { accountId: 'shared' })).toEqual({
        reason: 'ambiguous_account',
        detail: 'The account shared is of several tenants.',
      });
  });

  it('to nobody when it says nothing, or names an account that nobody has', () => {
    for (const said of [{}, { accountId: 'nobody’s' }, { address: '15550100011' }])
      expect(way('account', said)).toMatchObject({ reason: 'unknown_channel' });
  });

  it('within its provider', () => {
    expect(way('status', { channelExternalId: '11' }, 'other')).toMatchObject({ tenantId: 'five' });
    expect(way('status', { channelExternalId: '21' }, 'other')).toMatchObject({ reason: 'unknown_channel' });
    expect(way('account', { accountId: 'several' }, 'other')).toMatchObject({ reason: 'unknown_channel' });
  });
});
