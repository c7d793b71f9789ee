import { whyNotChange, whyNotSubmit } from './why-not';

const asked = (status: string, change: boolean, submit: boolean) => ({
  status,
  can: { change, submit, changeCategory: false, delete: true, unpause: false },
});

describe('what cannot be done with a template', () => {
  it('is said with its reason', () => {
    expect(whyNotChange(asked('pending', false, false))).toContain('when that is over');
    expect(whyNotChange(asked('disabled', false, false))).toContain('Duplicate it instead');
    expect(whyNotSubmit(asked('pending', false, false))).toContain('already');
    expect(whyNotSubmit(asked('approved', true, false))).toContain('Change something first');
    expect(whyNotSubmit(asked('locked', false, false))).toContain('locked');
  });

  it('is nothing where it can be done', () => {
    expect(whyNotChange(asked('draft', true, true))).toBeNull();
    expect(whyNotSubmit(asked('draft', true, true))).toBeNull();
  });
});
