import { MAX_CHOSEN, toggled, toggledAll } from './letter-choice';

const many = Array.from({ length: MAX_CHOSEN + 50 }, (_, at) => `letter ${at}`);

describe('choosing dead letters', () => {
  it('takes one more, and gives it back', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });

  it('never takes more than the API does at once', () => {
    const full = toggledAll([], many);
    expect(full).toHaveLength(MAX_CHOSEN);
    expect(toggled(full, 'letter 120')).toEqual(full);
  });

  it('takes all that are shown, then none', () => {
    expect(toggledAll(['a'], ['a', 'b'])).toEqual(['a', 'b']);
    expect(toggledAll(['a', 'b'], ['a', 'b'])).toEqual([]);
    expect(toggledAll(many.slice(0, MAX_CHOSEN), many)).toEqual([]);
  });
});
