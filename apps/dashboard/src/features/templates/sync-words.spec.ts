import { outcomeOf } from './sync-words';

const account = (templates: number | null, added = 0, changed = 0) => ({
  provider: 'whatsapp',
  accountId: '1',
  templates,
  added,
  changed,
  syncedAt: '2026-11-22T05:00:00Z',
  trouble: templates === null ? { code: 'provider_auth_failed', reason: 'The token is over.' } : null,
});

describe('what came of asking WhatsApp', () => {
  it('is how many there are, and what of them is new', () => {
    expect(outcomeOf([account(1)])).toBe('WhatsApp has one template, all as they are here.');
    expect(outcomeOf([account(12, 2, 1)])).toBe('WhatsApp has 12 templates: 2 new, 1 changed.');
  });

  it('counts all accounts that answered, and no other', () => {
    expect(outcomeOf([account(3, 1), account(4), account(null)])).toBe('WhatsApp has 7 templates: 1 new.');
    expect(outcomeOf([account(null)])).toBeNull();
    expect(outcomeOf([])).toBeNull();
  });
});
