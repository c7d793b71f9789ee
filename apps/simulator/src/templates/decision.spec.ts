import fc from 'fast-check';
import { decided, type Decision } from './decision';
import { reviewOf } from './sentinel-names';
import type { Template } from './template';

const HOUR_MS = 60 * 60 * 1000;
const MOMENT = { now: Date.parse('2026-11-22T10:00:00Z'), offsetMs: 0 };

const template = (more: Partial<Template> = {}): Template => ({
  id: '16893147010051571',
  wabaId: '2',
  name: 'order_ready',
  language: 'pt_BR',
  category: 'UTILITY',
  status: 'PENDING',
  parameter_format: 'POSITIONAL',
  components: [{ type: 'BODY', text: 'Hello' }],
  isPaced: false,
  life: { due: [{ at: MOMENT.now, what: 'review' }] },
  ...more,
});

/** After several decisions, the webhooks of the last one. */
function after(decisions: readonly Decision[], from = template()) {
  let current = { template: from, news: [] as readonly { field: string; value: object }[] };
  for (const decision of decisions) current = decided(current.template, decision, MOMENT);
  return { ...current, values: current.news.map(({ value }) => value) };
}

describe("Meta's decision on a template", () => {
  it('to approve it is told with its name, language and category, and ends the review', () => {
    const { template: approved, news } = after([{ decision: 'approve' }]);
    expect(approved).toMatchObject({ status: 'APPROVED', life: { due: [] } });
    expect(news).toEqual([
      {
        field: 'message_template_status_update',
        value: {
          event: 'APPROVED',
          message_template_id: '16893147010051571',
          message_template_name: 'order_ready',
          message_template_language: 'pt-BR',
          message_template_category: 'UTILITY',
          reason: 'NONE',
        },
      },
    ]);
  });

  it('to reject it says why and what to do', () => {
    const decision: Decision = {
      decision: 'reject',
      reason: 'SCAM',
      because: 'It begs.',
      recommendation: 'Do not.',
    };
    const { template: rejected, values } = after([decision]);
    expect(rejected).toMatchObject({ status: 'REJECTED', life: { rejectedReason: 'SCAM' } });
    expect(values).toEqual([
      expect.objectContaining({
        event: 'REJECTED',
        reason: 'SCAM',
        rejection_info: { reason: 'It begs.', recommendation: 'Do not.' },
      }),
    ]);
  });

  it('to pause it lasts three hours, then six, then for good', () => {
    const pause: Decision = { decision: 'pause' };
    const first = after([{ decision: 'approve' }, pause]);
    expect(first.template).toMatchObject({
      status: 'PAUSED',
      life: { due: [{ what: 'unpause', at: MOMENT.now + 3 * HOUR_MS }] },
    });
    expect(first.values).toEqual([
      expect.objectContaining({ other_info: expect.objectContaining({ title: 'FIRST_PAUSE' }) }),
    ]);
    const second = after([pause, { decision: 'unpause' }, pause]);
    expect(second.template.life?.due).toEqual([{ what: 'unpause', at: MOMENT.now + 6 * HOUR_MS }]);
    const third = after([pause, pause, pause]);
    expect(third.template).toMatchObject({ status: 'DISABLED', life: { due: [] } });
    expect(third.values).toEqual([
      expect.objectContaining({ event: 'DISABLED', disable_info: { disable_date: '2026-11-22' } }),
    ]);
  });

  it('to pause it for its pacing has no end, and is not counted', () => {
    const pause: Decision = { decision: 'pause', kind: 'RATE_LIMITING_PAUSE' };
    expect(after([pause]).template).toMatchObject({ status: 'PAUSED', life: { pauses: 0, due: [] } });
  });

  it('to end a pause watches its sends again', () => {
    expect(after([{ decision: 'pause' }, { decision: 'unpause' }]).template).toMatchObject({
      status: 'APPROVED',
      isPaced: true,
    });
  });

  it('to change its category says what it was', () => {
    const { template: changed, news } = after([{ decision: 'category', to: 'MARKETING' }]);
    expect(changed).toMatchObject({ category: 'MARKETING', life: { previousCategory: 'UTILITY' } });
    expect(news).toMatchObject([
      {
        field: 'template_category_update',
        value: { previous_category: 'UTILITY', new_category: 'MARKETING' },
      },
    ]);
  });

  it('to change it later announces it, with the moment', () => {
    const at = MOMENT.now + 24 * HOUR_MS;
    const { template: announced, values } = after([{ decision: 'category', to: 'MARKETING', at }]);
    expect(announced).toMatchObject({ category: 'UTILITY', life: { correctCategory: 'MARKETING' } });
    expect(announced.life?.due).toContainEqual({ what: 'category', at });
    expect(values).toEqual([
      expect.objectContaining({
        new_category: 'UTILITY',
        correct_category: 'MARKETING',
        category_update_timestamp: at / 1000,
      }),
    ]);
  });

  it('of its quality says the last one too, and nothing where nothing changed', () => {
    const good: Decision = { decision: 'quality', score: 'GREEN' };
    const [news] = after([good]).values;
    expect(news).toMatchObject({ previous_quality_score: 'UNKNOWN', new_quality_score: 'GREEN' });
    expect(after([good, good]).news).toEqual([]);
  });

  it('leaves nothing to come of a status that is over, whatever was decided before', () => {
    const decision = fc.constantFrom<Decision>(
      { decision: 'approve' },
      { decision: 'reject' },
      { decision: 'pause' },
      { decision: 'unpause' },
      { decision: 'disable' },
      { decision: 'archive' },
      { decision: 'flag' },
      { decision: 'quality', score: 'RED' },
      { decision: 'category', to: 'MARKETING' },
    );
    fc.assert(
      fc.property(fc.array(decision, { minLength: 1, maxLength: 12 }), (decisions) => {
        const { status, life } = after(decisions).template;
        const due = (life?.due ?? []).map(({ what }) => what);
        expect(due.includes('unpause')).toBe(status === 'PAUSED');
        if (due.includes('review')) expect(status).toBe('PENDING');
        expect(new Set(due).size).toBe(due.length);
      }),
    );
  });
});

describe('the review of a template', () => {
  it.each([
    ['order_ready', 'UTILITY', ['approve']],
    ['review_never', 'UTILITY', []],
    ['promo_utility_1', 'UTILITY', ['category', 'approve']],
    ['promo_utility_1', 'MARKETING', ['approve']],
    ['pause_me', 'MARKETING', ['approve', 'pause']],
    ['pace_me', 'MARKETING', ['approve', 'pace']],
  ] as const)('of %s (%s) is %j', (name, category, decisions) => {
    expect(reviewOf(template({ name, category })).map(({ decision }) => decision)).toEqual(decisions);
  });

  it.each([
    ['please_reject_me', 'INVALID_FORMAT'],
    ['reject_me_scam', 'SCAM'],
    ['reject_me_tag_content_mismatch_2', 'TAG_CONTENT_MISMATCH'],
  ])('rejects %s for %s', (name, reason) => {
    expect(reviewOf(template({ name }))).toMatchObject([{ decision: 'reject', reason }]);
  });
});
