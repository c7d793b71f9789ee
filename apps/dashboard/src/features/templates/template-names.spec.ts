import type { Template } from '@parley/api-client';
import { leadOf, namesOf } from './template-names';

let serial = 0;
const template = (more: Partial<Template>): Template => ({
  id: String(++serial),
  provider: 'whatsapp',
  accountId: '1',
  externalId: null,
  name: 'order',
  language: 'en_US',
  category: 'utility',
  parameterFormat: 'positional',
  ttlSeconds: null,
  components: [],
  status: 'approved',
  statusAt: null,
  quality: null,
  previousCategory: null,
  correctCategory: null,
  rejectionReason: null,
  recommendation: null,
  pauseReason: null,
  pausedUntil: null,
  hasUnsubmittedChanges: false,
  drift: null,
  can: { change: true, changeCategory: false, submit: false, delete: true, unpause: false },
  version: 1,
  submittedAt: null,
  syncedAt: null,
  lastUsedAt: null,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
  ...more,
});

describe('templates by their names', () => {
  it('are one row for each name, with its languages side by side', () => {
    const rows = namesOf([
      template({ language: 'pt_BR', updatedAt: '2026-11-03T00:00:00Z' }),
      template({ name: 'thanks' }),
      template({ language: 'en_US', updatedAt: '2026-11-02T00:00:00Z' }),
    ]);
    expect(rows.map(({ name, templates }) => [name, templates.map(({ language }) => language)])).toEqual([
      ['order', ['en_US', 'pt_BR']],
      ['thanks', ['en_US']],
    ]);
    expect(rows[0]?.updatedAt).toBe('2026-11-03T00:00:00Z');
  });

  it('are two rows where two accounts have the same name', () => {
    expect(namesOf([template({ accountId: '1' }), template({ accountId: '2' })])).toHaveLength(2);
  });

  it('are there once, also where two pages have them', () => {
    const one = template({});
    expect(namesOf([one, one])[0]?.templates).toHaveLength(1);
  });
});

describe('the template that a row leads to', () => {
  it('is one that can be sent, and otherwise the last changed', () => {
    const older = template({ status: 'rejected', updatedAt: '2026-11-01T00:00:00Z' });
    const newer = template({ status: 'draft', updatedAt: '2026-11-05T00:00:00Z' });
    const sendable = template({ updatedAt: '2026-10-01T00:00:00Z' });
    expect(leadOf([older, newer])).toBe(newer);
    expect(leadOf([older, newer, sendable])).toBe(sendable);
    expect(leadOf([])).toBeUndefined();
  });
});
