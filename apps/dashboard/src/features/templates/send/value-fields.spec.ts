import { canBeTyped, fieldsOf, valuesOf } from './value-fields';

const variable = (key: string, kind: string, label: string | null = null, isRequired = true) => ({
  key,
  kind,
  label,
  isRequired,
});

const VARIABLES = [
  variable('header.location', 'location'),
  variable('body.first_name', 'text', 'first_name'),
  variable('body.2', 'text', '2'),
  variable('buttons.0.payload', 'payload', null, false),
  variable('buttons.1.url', 'url', '1'),
  variable('offer.end', 'offer_end'),
  variable('cards.1.header.image', 'image'),
];

describe('what is asked for before a template is sent', () => {
  it('is called by where it stands, and is no more than is needed', () => {
    expect(fieldsOf(VARIABLES).map(({ label }) => label)).toEqual([
      'Header: latitude',
      'Header: longitude',
      'Header: name of the place',
      'Header: address of the place',
      'Text, first_name',
      'Text, 2',
      'Button 2: end of the address',
      'Offer: ends at',
      'Card 2, header: picture',
    ]);
    expect(fieldsOf([variable('code', 'code')])[0]?.label).toBe('One-time code: code');
  });

  it('has a name of its own each', () => {
    const names = fieldsOf(VARIABLES).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('cannot all be typed where a list of products is needed', () => {
    expect(canBeTyped(VARIABLES)).toBe(true);
    expect(canBeTyped([variable('buttons.0.products', 'products')])).toBe(false);
    expect(canBeTyped([variable('buttons.0.products', 'products', null, false)])).toBe(true);
    expect(canBeTyped([variable('x', 'constructor')])).toBe(false);
  });
});

describe('what was typed', () => {
  it('becomes what the API takes for each kind', () => {
    expect(
      valuesOf(VARIABLES, {
        'header.location.latitude': '35.7',
        'header.location.longitude': '-51',
        'header.location.name': ' Shop ',
        'body.first_name': 'Ana',
        'buttons.1.url': 'AB-1',
        'offer.end': '2026-11-22T10:00:00Z',
        'cards.1.header.image.link': 'https://a.example/b.jpg',
      }),
    ).toEqual({
      'header.location': { latitude: 35.7, longitude: -51, name: 'Shop' },
      'body.first_name': 'Ana',
      'buttons.1.url': 'AB-1',
      'offer.end': Date.parse('2026-11-22T10:00:00Z'),
      'cards.1.header.image': { link: 'https://a.example/b.jpg' },
    });
  });

  it('is left out where it is empty, or no number where one is needed', () => {
    expect(valuesOf(VARIABLES, { 'body.2': '  ', 'header.location.latitude': 'north' })).toEqual({});
  });
});
