import { languageOf, timeZoneOf } from './locale';

describe('a time zone', () => {
  it.each([
    ['America/Sao_Paulo', 'America/Sao_Paulo'],
    ['america/sao_paulo', 'America/Sao_Paulo'],
    ['utc', 'UTC'],
    ['Mars/Olympus', null],
    ['+05:30', null],
    ['', null],
    ['UTC; DROP TABLE tenant', null],
  ])('given as %j is %j', (given, zone) => {
    expect(timeZoneOf(given)).toBe(zone);
  });

  it('may have any name that the database of zones has, an old one included', () => {
    for (const zone of [...Intl.supportedValuesOf('timeZone'), 'Asia/Kolkata', 'Asia/Calcutta', 'GMT']) {
      expect(timeZoneOf(zone)).toBe(zone);
    }
  });
});

describe('a language', () => {
  it.each([
    ['pt-br', 'pt-BR'],
    ['EN', 'en'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['iw', 'he'],
    ['pt_BR', null],
    ['not a language', null],
    ['', null],
    ['x', null],
  ])('given as %j is %j', (given, tag) => {
    expect(languageOf(given)).toBe(tag);
  });
});
