import fc from 'fast-check';
import { decide } from '../policy/policy-gate';
import { NOW, TEMPLATE, WELL } from '../policy/policy-gate.fixture';
import { templateStateOf } from './template-state';

/** What becomes of a message of a template in that state, to somebody against whom nothing else speaks. */
function decisionFor(status: string, pausedUntilMs: number | null = null) {
  return decide(TEMPLATE, { ...WELL, template: templateStateOf({ status, pausedUntilMs }) });
}

describe('what the state of a template does to its messages', () => {
  it.each(['approved', 'flagged', 'locked'])('%s lets them go', (status) => {
    expect(decisionFor(status).kind).toBe('allow');
  });

  it.each(['draft', 'pending', 'rejected', 'in_appeal', 'archived', 'pending_deletion', 'deleted'])(
    '%s refuses them: there is none that is approved',
    (status) => {
      expect(decisionFor(status)).toMatchObject({ kind: 'refuse', reason: 'template_not_approved' });
    },
  );

  it('disabled refuses them for good', () => {
    expect(decisionFor('disabled')).toMatchObject({ kind: 'refuse', reason: 'template_disabled' });
  });

  it('paused holds them: until the pause ends, or until somebody ends it', () => {
    const until = NOW + 3 * 3_600_000;
    expect(decisionFor('paused', until)).toEqual({
      kind: 'hold',
      reason: 'template_paused_for_a_while',
      untilMs: until,
    });
    expect(decisionFor('paused')).toMatchObject({ kind: 'hold', reason: 'template_paused' });
  });

  it('a pause whose time is over holds nothing, also where nobody told of its end', () => {
    expect(decisionFor('paused', NOW - 1).kind).toBe('allow');
  });

  it('none that we know, and no word that is new to us, keeps anything', () => {
    expect(templateStateOf(null).status).toBe('approved');
    fc.assert(fc.property(fc.stringMatching(/^x[a-z_]*$/), (word) => decisionFor(word).kind === 'allow'));
  });
});
