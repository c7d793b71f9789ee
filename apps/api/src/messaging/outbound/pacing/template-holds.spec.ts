import { SendAnswer } from '../../communication-adapter';
import { TemplateHolds } from './template-holds';

const WHY: SendAnswer = {
  kind: 'blocked',
  scope: 'template',
  failure: { code: '132015', reason: 'Template is paused.' },
};
const HOLD = { why: WHY, untilMs: 900_000 };

describe('a template that the provider does not take now', () => {
  let holds: TemplateHolds;

  beforeEach(() => {
    holds = new TemplateHolds();
    holds.refused('offer en', HOLD);
  });

  it('has its messages wait, with the reason, and nobody else', () => {
    expect(holds.holdOf('offer en', 899_999)).toEqual(HOLD);
    expect(holds.holdOf('offer de', 1)).toBeNull();
    expect(holds.holdOf(null, 1)).toBeNull();
  });

  it('is tried by one message when its time is over, and the others wait for that', () => {
    expect(holds.holdOf('offer en', 900_000)).toBeNull();
    holds.begin('offer en', 900_000);
    expect(holds.holdOf('offer en', 909_999)).toEqual({ why: WHY, untilMs: 910_000 });
    expect(holds.holdOf('offer en', 910_000)).toBeNull();
  });

  it('goes on waiting where that one is refused again, and is free once one is accepted', () => {
    holds.begin('offer en', 900_000);
    holds.refused('offer en', { why: WHY, untilMs: 1_800_000 });
    expect(holds.holdOf('offer en', 1_700_000)).not.toBeNull();
    holds.accepted('offer en');
    expect(holds.holdOf('offer en', 1_700_000)).toBeNull();
  });

  it('is not made to wait by a message that goes while nothing is wrong', () => {
    holds.begin('offer de', 1);
    expect(holds.holdOf('offer de', 2)).toBeNull();
  });
});
