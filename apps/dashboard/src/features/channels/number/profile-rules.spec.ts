import type { ChannelProfile } from '@parley/api-client';
import { changeOf, tradesWith, websitesFault, websitesIn } from './profile-rules';

const EMPTY: ChannelProfile = {
  about: null,
  address: null,
  description: null,
  email: null,
  vertical: null,
  websites: [],
  pictureUrl: null,
};

describe('the websites of a profile', () => {
  it('are one per line, with or without their beginning', () => {
    expect(websitesIn('flowers.example\n http://shop.example/a ')).toEqual([
      'https://flowers.example',
      'http://shop.example/a',
    ]);
    expect(websitesIn('  \n')).toEqual([]);
  });

  it.each(['', 'flowers.example', 'https://a.example\nhttps://b.example'])('may be %j', (text) =>
    expect(websitesFault(text)).toBeNull(),
  );

  it('are two at most, and addresses', () => {
    expect(websitesFault('a.example b.example c.example')).toMatch(/two/);
    expect(websitesFault('flowers')).toMatch(/like https/);
  });
});

describe('a change of the profile', () => {
  it('empties what may be empty, and leaves out what may not', () => {
    expect(changeOf({ about: ' ', email: '' }, 'UNDEFINED', EMPTY)).toEqual({
      address: '',
      description: '',
      websites: [],
    });
  });

  it('names the trade only where it is another', () => {
    const before = { ...EMPTY, vertical: 'RETAIL' };
    expect(changeOf({ about: 'Open' }, 'RETAIL', before)).not.toHaveProperty('vertical');
    expect(changeOf({ about: 'Open' }, 'HEALTH', before)).toMatchObject({
      about: 'Open',
      vertical: 'HEALTH',
    });
  });

  it('keeps a trade that nobody has a word for', () => {
    expect(tradesWith('MATRIMONY_SERVICE').at(-1)).toEqual({
      value: 'MATRIMONY_SERVICE',
      label: 'MATRIMONY_SERVICE',
    });
    expect(tradesWith('RETAIL')).toBe(tradesWith(null));
  });
});
