import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { IsEmailAddress, IsName } from './text-input';

class Input {
  @IsName()
  name: unknown = 'Sara';

  @IsEmailAddress()
  email: unknown = 'sara@example.com';
}

const faultsOf = (given: object): string[] =>
  validateSync(plainToInstance(Input, given)).map(({ property }) => property);

describe('a name', () => {
  it.each(['S', 'سارا احمدی', 'می‌خواهم', '王小明', "O'Brien-Smith", 'x'.repeat(80), '😀', '  Sara  '])(
    'may be %p',
    (name) => expect(faultsOf({ name })).toEqual([]),
  );

  it.each([
    '',
    '   ',
    'x'.repeat(81),
    'a\nb',
    'a\u0000b',
    '\u200c\u200c',
    'evil\u202egnp.exe',
    'half \ud83d',
    1,
    null,
    [],
    ['Sara'],
    {},
  ])('is not %p', (name) => expect(faultsOf({ name })).toEqual(['name']));

  it('is trimmed', () => expect(plainToInstance(Input, { name: ' Sara ' }).name).toBe('Sara'));
});

describe('an e-mail address', () => {
  it.each(['a@b.co', 'a.b+c@sub.example.com', ' a@b.co ', 'jörg@example.com', 'a@bücher.example'])(
    'may be %p',
    (email) => expect(faultsOf({ email })).toEqual([]),
  );

  it.each([
    '',
    'a',
    'a@',
    '@b.co',
    'a@b',
    'a b@c.co',
    'a@b.co, c@d.co',
    'A <a@b.co>',
    '"a\r\nb"@c.co',
    'a\u0000@b.co',
    `${'a'.repeat(250)}@b.co`,
    ['a@b.co'],
    {},
    7,
    null,
  ])('is not %p', (email) => expect(faultsOf({ email })).toEqual(['email']));
});
