import fc from 'fast-check';
import { hueOf, initialOf, initialsOf } from './initials';

describe('the initials of a name', () => {
  it.each([
    ['Maya Lindqvist', 'ML'],
    ['Inês de Castro Moreira', 'IM'],
    ['maya', 'M'],
    ['Ömer Çelik 🌷', 'ÖÇ'],
    ['شیرین رضایی', 'ش'],
    ['नेहा शर्मा', 'नेश'],
  ])('%s is %s', (name, initials) => expect(initialsOf(name)).toBe(initials));

  it.each(['+46701740605', '', '🌷', '   '])('there are none in "%s"', (name) =>
    expect(initialsOf(name)).toBeNull(),
  );
});

describe('the initial of a workspace', () => {
  it.each([
    ['Acme', 'A'],
    [' "élan" & Co', 'É'],
    ['7-Eleven', '7'],
    ['شیرینی‌سرای شیراز', 'ش'],
    ['नेहा', 'ने'],
    ['🌷', '🌷'],
    ['', ''],
  ])('%s is %s', (name, initial) => expect(initialOf(name)).toBe(initial));
});

describe('the colour of an avatar', () => {
  it('is a hue that depends on nothing but the id', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const hue = hueOf(id);
        return hue >= 0 && hue < 360 && hue === hueOf(id);
      }),
    );
  });

  it('tells neighbours apart more often than not', () => {
    const hues = new Set(
      Array.from({ length: 40 }, (_, n) => hueOf(`01930000-0000-7000-8000-0000000005${n + 10}`)),
    );
    expect(hues.size).toBeGreaterThan(4);
  });
});
