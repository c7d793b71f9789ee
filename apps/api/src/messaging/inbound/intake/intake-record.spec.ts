import { Problem } from '../../../kernel/problem';
import { BrokenOff } from '../../../platform/http/body-reader';
import { IntakeRecord } from './intake-record';

describe('the record of what was refused', () => {
  it.each([
    ['by the code of its problem', new Problem(401, 'wrong_signature', 'No.'), 'wrong_signature'],
    ['as broken off when the sender went away', new BrokenOff('gone'), 'broken_off'],
    ['as our failure when we were surprised', new TypeError('undefined is not a function'), 'failed'],
    [
      'as our failure when a problem was none of the door',
      new Problem(500, 'internal_error', 'Oh.'),
      'failed',
    ],
  ])('counts it %s', async (_how, error, reason) => {
    const record = new IntakeRecord();
    record.refused(error);
    const told = await Promise.all(record.metrics.map((metric) => metric.get()));
    const refusals = told.find(({ name }) => name === 'parley_webhooks_refused_total');
    expect(refusals?.values).toEqual([{ labels: { reason }, value: 1 }]);
  });
});
