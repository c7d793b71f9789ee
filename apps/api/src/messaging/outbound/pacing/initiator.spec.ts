import { initiatorOf } from './initiator';
import { SENDING_CLASSES } from './turns';

describe('who began what a message belongs to', () => {
  it.each(SENDING_CLASSES.filter((one) => one !== 'broadcast'))(
    'is the person, where a text is sent as %s',
    (sendingClass) => expect(initiatorOf({ type: 'text', sendingClass })).toBe('user'),
  );

  it.each(SENDING_CLASSES)('is the business, where a template is sent as %s', (sendingClass) =>
    expect(initiatorOf({ type: 'template', sendingClass })).toBe('business'),
  );

  it('is the business, where a text is part of a broadcast', () =>
    expect(initiatorOf({ type: 'text', sendingClass: 'broadcast' })).toBe('business'));
});
