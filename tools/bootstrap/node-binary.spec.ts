import { stripsTypes } from './node-binary.mjs';

describe('the Node that is already there', () => {
  it.each(['22.18.0', '23.6.1', '24.0.0', '26.10.0'])('%s can stand in', (version) => {
    expect(stripsTypes(version)).toBe(true);
  });

  it.each(['20.19.0', '22.17.9', '23.5.0'])('%s cannot', (version) => {
    expect(stripsTypes(version)).toBe(false);
  });
});
