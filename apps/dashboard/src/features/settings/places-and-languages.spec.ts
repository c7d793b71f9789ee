import { languageOptions, offsetOf, timeZoneOptions } from './places-and-languages';

const summer = Date.parse('2026-07-01T00:00:00Z');
const winter = Date.parse('2026-12-01T00:00:00Z');

describe('the time zones to choose from', () => {
  it('say how far they are from UTC now, not in general', () => {
    expect(offsetOf('Europe/Lisbon', winter)).toBe('UTC');
    expect(offsetOf('Europe/Lisbon', summer)).toBe('UTC+01:00');
    expect(offsetOf('Asia/Tehran', winter)).toBe('UTC+03:30');
  });

  it('are found by the city, with spaces', () => {
    const paulo = timeZoneOptions(winter, 'UTC').find(({ value }) => value === 'America/Sao_Paulo');
    expect(paulo).toMatchObject({ label: 'America/Sao Paulo', terms: 'America Sao Paulo' });
  });

  it('hold the one that is set, once, even when this browser does not know it', () => {
    expect(
      timeZoneOptions(winter, 'Asia/Tehran').filter(({ value }) => value === 'Asia/Tehran'),
    ).toHaveLength(1);
    expect(
      timeZoneOptions(winter, 'Mars/Olympus').find(({ value }) => value === 'Mars/Olympus'),
    ).toMatchObject({
      aside: 'Mars/Olympus',
    });
  });
});

describe('the languages to choose from', () => {
  it('say their name in English and in themselves', () => {
    expect(languageOptions('en')).toContainEqual({ value: 'fa', label: 'Persian', aside: 'فارسی' });
  });

  it('hold the one that is set, whatever it is', () => {
    expect(languageOptions('tlh').some(({ value }) => value === 'tlh')).toBe(true);
    expect(languageOptions('not a tag').some(({ value }) => value === 'not a tag')).toBe(true);
  });
});
