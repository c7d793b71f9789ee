import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseProviderJson } from '../../../messaging';
import { elementsOf } from '../normalise/elements';
import { TEMPLATE_NEWS_FIELDS, templateNewsOf } from './template-news';

const FIXTURES = join(__dirname, '..', 'fixtures');
const ORDER_READY = { externalId: '900719925474099312', name: 'order_ready', language: 'pt_BR' };

function newsIn(fixture: string) {
  const [element] = elementsOf(parseProviderJson(readFileSync(join(FIXTURES, `${fixture}.json`))));
  return element?.kind === 'account' ? templateNewsOf(element) : undefined;
}

describe('news of the account about templates', () => {
  it.each([
    ['template-paused', { status: { now: 'paused', pauseReason: 'first_pause', pausedForMs: 10_800_000 } }],
    ['template-disabled', { status: { now: 'disabled', pausedForMs: null, rejectionReason: null } }],
    [
      'template-rejected',
      {
        status: {
          now: 'rejected',
          rejectionReason: 'The variable stands at the end.',
          recommendation: 'Move it.',
        },
      },
    ],
    ['template-quality', { quality: 'yellow' }],
    ['template-quality-under-the-field-of-its-status', { quality: 'red' }],
    ['template-category', { category: { now: 'marketing', previous: 'utility', correct: null } }],
    ['template-category-to-come', { category: { now: null, previous: null, correct: 'marketing' } }],
    ['template-correct-category', { category: { now: null, previous: null, correct: 'marketing' } }],
    ['template-components', { hasNewWords: true }],
  ])('%s', (fixture, said) => {
    expect(newsIn(fixture)).toMatchObject({ ...ORDER_READY, ...said });
  });

  it('name a language as messages do, however Meta writes it', () => {
    expect(newsIn('template-status')).toMatchObject({ language: 'pt_BR', status: { now: 'approved' } });
  });

  it('speak of no template where they are of something else', () => {
    const others = readdirSync(FIXTURES).filter(
      (name) => !name.startsWith('template-') && name.endsWith('.json'),
    );
    for (const name of others)
      expect([name, newsIn(name.replace('.json', '')) ?? null]).toEqual([name, null]);
  });

  it.each([
    ['REINSTATED', 'approved'],
    ['UNARCHIVED', 'approved'],
    ['PENDING_DELETION', 'pending_deletion'],
    ['SOMETHING_NEW', 'something_new'],
  ])('%s makes it %s', (event, now) => {
    const payload = { event, message_template_name: 'a', message_template_language: 'en' };
    expect(templateNewsOf({ field: 'message_template_status_update', payload })?.status?.now).toBe(now);
  });

  it('never throw, whatever they are', () => {
    const field = fc.constantFrom(...TEMPLATE_NEWS_FIELDS, 'constructor', 'other');
    fc.assert(
      fc.property(field, fc.jsonValue(), (name, payload) => {
        expect(() => templateNewsOf({ field: name, payload })).not.toThrow();
      }),
    );
  });
});
