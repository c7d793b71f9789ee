import { mapLink } from './map-link';

describe('the link to a map', () => {
  it('marks the place', () => {
    expect(mapLink(38.7223, -9.1393)).toBe(
      'https://www.openstreetmap.org/?mlat=38.7223&mlon=-9.1393#map=16/38.7223/-9.1393',
    );
  });

  it.each([
    [null, 1],
    [1, null],
    [91, 0],
    [0, -180.5],
    [Number.NaN, 0],
  ])('is none for %s, %s', (latitude, longitude) => {
    expect(mapLink(latitude, longitude)).toBeNull();
  });
});
