import fc from 'fast-check';
import { TemplateNews } from '../../channels';
import { Heard, heardOf } from './heard-of';

const TEMPLATE: Heard = {
  id: '01900000-0000-7000-8000-000000000000',
  externalId: '123',
  status: 'pending',
  statusAt: new Date('2026-11-01T10:00:00Z'),
  quality: null,
  qualityAt: null,
  category: 'utility',
  previousCategory: null,
  correctCategory: null,
  categoryAt: null,
  rejectionReason: null,
  recommendation: null,
  pauseReason: null,
  pausedUntil: null,
};
const SILENT = { rejectionReason: null, recommendation: null, pauseReason: null, pausedForMs: null };
const news = (said: Partial<TemplateNews>): TemplateNews => ({
  externalId: '123',
  name: 'order',
  language: 'en_US',
  ...said,
});
const status = (now: string, more = {}) => news({ status: { now, ...SILENT, ...more } });
const at = (second: number) => new Date(Date.parse('2026-11-01T10:00:00Z') + second * 1_000);

describe('what news make of a template', () => {
  it('its status goes forward in time, and the history says from what to what', () => {
    expect(heardOf(TEMPLATE, status('approved'), at(1))).toMatchObject({
      template: { status: 'approved', statusAt: at(1) },
      history: [{ kind: 'status', before: 'pending', after: 'approved', at: at(1) }],
    });
    expect(heardOf(TEMPLATE, status('approved'), at(-1))).toBeNull();
  });

  it('of the same second it is taken: Meta tells the time in whole seconds', () => {
    expect(heardOf(TEMPLATE, status('approved'), at(0))?.template.status).toBe('approved');
  });

  it('the same once more is none', () => {
    const { template = TEMPLATE } = heardOf(TEMPLATE, status('approved'), at(1)) ?? {};
    expect(heardOf(template, status('approved'), at(1))).toBeNull();
  });

  it('of another template of its name they are not', () => {
    expect(heardOf(TEMPLATE, { ...status('approved'), externalId: '456' }, at(1))).toBeNull();
  });

  it('tell the id of one whose submission has not been answered yet', () => {
    const draft = { ...TEMPLATE, externalId: null, status: 'draft', statusAt: null };
    expect(heardOf(draft, status('approved'), at(1))?.template.externalId).toBe('123');
  });

  it('do not delete a draft that has taken the name of a template that was deleted', () => {
    const draft = { ...TEMPLATE, externalId: null, status: 'draft' };
    expect(heardOf(draft, status('deleted'), at(1))).toBeNull();
  });

  it('a pause ends so long after the news, and the end of a pause clears it', () => {
    const paused = heardOf(
      TEMPLATE,
      status('paused', { pausedForMs: 60_000, pauseReason: 'first_pause' }),
      at(1),
    );
    expect(paused?.template).toMatchObject({ pausedUntil: at(61), pauseReason: 'first_pause' });
    const again = heardOf(paused?.template ?? TEMPLATE, status('approved'), at(2));
    expect(again?.template).toMatchObject({ pausedUntil: null, pauseReason: null });
  });

  it('an announced category leaves the one that it has', () => {
    const announced = news({ category: { now: null, previous: null, correct: 'marketing' } });
    const { template = TEMPLATE, history } = heardOf(TEMPLATE, announced, at(1)) ?? {};
    expect(template).toMatchObject({ category: 'utility', correctCategory: 'marketing' });
    expect(history).toEqual([]);
    const done = news({ category: { now: 'marketing', previous: 'utility', correct: null } });
    expect(heardOf(template, done, at(2))?.template).toMatchObject({
      category: 'marketing',
      previousCategory: 'utility',
      correctCategory: null,
    });
  });

  it('in whatever order they come, the newest of each sort is what counts', () => {
    const one = fc.record({
      second: fc.integer({ min: 1, max: 1_000 }),
      word: fc.constantFrom('a', 'b', 'c'),
    });
    const told = fc.uniqueArray(one, { selector: ({ second }) => second, minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(told, fc.boolean(), (all, isQuality) => {
        const heard = all.reduce((template, { second, word }) => {
          const said = isQuality ? news({ quality: word }) : status(word);
          return heardOf(template, said, at(second))?.template ?? template;
        }, TEMPLATE);
        const newest = all.reduce((a, b) => (a.second > b.second ? a : b));
        expect(isQuality ? heard.quality : heard.status).toBe(newest.word);
      }),
    );
  });
});
