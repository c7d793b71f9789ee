import { NumberFacts } from '@parley/whatsapp-cloud';
import { numberFacts } from '../doctor/facts.fixture';
import { healthOf } from './health';

const told = (change: Partial<NumberFacts>) => healthOf({ kind: 'done', value: numberFacts(change) });

describe('the health of a number', () => {
  it('is good where Meta took the token and lets it send, and tells how the number is', () => {
    expect(told({})).toEqual({
      healthy: true,
      facts: {
        state: 'CONNECTED',
        quality: 'GREEN',
        displayName: 'Parley Demo',
        messagingLimit: 'TIER_2K',
        throughput: 'STANDARD',
      },
    });
  });

  it('is good where Meta does not say how the number is', () => {
    expect(told({ status: null, health: null })).toMatchObject({ healthy: true, facts: { state: null } });
  });

  it.each(['PENDING', 'DISCONNECTED', 'BANNED', 'A_NEW_WORD'])('is not good while it is %s', (status) => {
    expect(told({ status })).toMatchObject({
      healthy: false,
      trouble: { code: 'refused', reason: expect.stringContaining(status) as string },
      facts: { state: status },
    });
  });

  it('is not good while Meta blocks it, for the reason that Meta gives', () => {
    const errors = [{ code: 141006, description: 'There is no payment method.', solution: null }];
    const entity = { entityType: 'WABA', canSendMessage: 'BLOCKED', additionalInfo: [], errors };
    expect(told({ health: { canSendMessage: 'BLOCKED', entities: [entity] } })).toMatchObject({
      healthy: false,
      trouble: { reason: 'There is no payment method.' },
    });
  });

  it('is not good where Meta could not be asked, or does not take the token', () => {
    const trouble = {
      code: 'auth_expired',
      reason: 'Over.',
      providerCode: '190',
      retryAfterMs: null,
    } as const;
    expect(healthOf({ kind: 'failed', trouble })).toEqual({ healthy: false, trouble, facts: null });
  });
});
