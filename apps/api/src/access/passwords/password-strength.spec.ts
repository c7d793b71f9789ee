import { assertStrong, weaknessOf } from './password-strength';

const ABOUT_SARA = ['Sara Ahmadi', 'sara.ahmadi@acme.example', 'Acme Trading', 'acme-trading'];

describe('the strength of a password', () => {
  it.each([
    'correct horse battery staple',
    'seven blue kettles on a raft',
    'kD8#mq2Lw!x',
    'گربه سفید روی بام بلند',
    '猫はテーブルの上で寝ています',
    'zwölf Boxkämpfer jagen Viktor',
  ])('is enough in %p', (password) => expect(weaknessOf(password, ABOUT_SARA)).toBeNull());

  it.each([
    ['password', /ten most used/],
    ['letmein123', /commonly used|hundred most used|easy to guess/],
    ['p4ssw0rd!', /used password|easy to guess/],
    ['qwertyuiop', /most used|keyboard|row/],
    ['abcdefgh1234', /guess/],
    ['aaaaaaaaaaaaaaaa', /Repeated/],
    ['abcabcabcabc', /repeated pattern/i],
    ['saraahmadi', /your name/],
    ['SaraAhmadi1', /your name/],
    ['Ahmadi2026', /your name/],
    ['sara.ahmadi@acme.example', /your name/],
    ['acmetrading1', /name of your workspace/],
    ['parleyparley', /./],
    ['Parley123', /./],
    ['۱۲۳۴۵۶۷۸', /./],
  ])('is not enough in %p, and the reason is said', (password, reason) => {
    expect(weaknessOf(password, ABOUT_SARA)).toMatch(reason);
  });

  it('knows of each person only what is theirs', () => {
    expect(weaknessOf('acmetrading1', [])).toBeNull();
    expect(weaknessOf('belmondofilm77x', ['Belmondo Film'])).toMatch(/your name/);
    expect(weaknessOf('belmondofilm77x', ABOUT_SARA)).toBeNull();
  });

  it('is answered soon for the longest password there can be', () => {
    const longest = [
      'p4$$w0rd'.repeat(16),
      '4@8({[</369&#!1/|0$5+7%2'.repeat(6).slice(0, 128),
      'aB1!'.repeat(32),
      '1234567890'.repeat(13).slice(0, 128),
      '01/01/1999'.repeat(13).slice(0, 128),
      '1'.repeat(128),
    ];
    for (const password of longest) {
      const before = process.cpuUsage();
      weaknessOf(password, ABOUT_SARA);
      expect(process.cpuUsage(before).user / 1000).toBeLessThan(250);
    }
  });

  it.each(['x', '1234567890', 'password'])('is not made by repeating %p 128 times', (part) => {
    expect(weaknessOf(part.repeat(128).slice(0, 128), ABOUT_SARA)).not.toBeNull();
  });

  it('may be at the end of a long password', () => {
    expect(weaknessOf(`${'a'.repeat(96)}kD8#mq2Lw!x`, ABOUT_SARA)).toBeNull();
  });

  it('is not that of a long name which everybody knows', () => {
    const name = 'The Acme International Trading Company of Lisbon and Porto';
    expect(weaknessOf(name, [name])).toMatch(/your name/);
    expect(weaknessOf(name.replaceAll(' ', ''), [name])).toMatch(/your name/);
  });

  it('is a problem that points at the field', () => {
    expect(() => assertStrong('password', [], '/newPassword')).toThrow(
      expect.objectContaining({
        status: 422,
        code: 'password_too_weak',
        faults: [
          {
            pointer: '/newPassword',
            code: 'password_too_weak',
            detail: 'This is one of the ten most used passwords.',
          },
        ],
      }) as Error,
    );
  });
});
