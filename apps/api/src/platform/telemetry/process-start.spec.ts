import { InvalidConfiguration } from '../config/configuration';
import { armForTests } from './process-start';

describe('a process that is to die on purpose', () => {
  it('starts where nobody is served', () => {
    expect(() => armForTests({ CRASH_POINT: 'apply.claimed:7', INSTALLATION: 'test' })).not.toThrow();
  });

  it('does not start in an installation that is live', () => {
    const start = () => armForTests({ CRASH_POINT: 'apply.claimed:1', INSTALLATION: 'live' });
    expect(start).toThrow(InvalidConfiguration);
    expect(start).toThrow('an installation that is live does not start with it');
  });

  it('does not start with a point that does not exist', () => {
    const start = () => armForTests({ CRASH_POINT: 'lunch.eaten:1', INSTALLATION: 'test' });
    expect(start).toThrow(InvalidConfiguration);
    expect(start).toThrow('There is no crash point "lunch.eaten:1".');
  });

  it('is nobody, usually', () => {
    expect(() => armForTests({ INSTALLATION: 'live' })).not.toThrow();
  });
});
