import fc from 'fast-check';
import { STOP_WORDS, WORDS_OF_ALL } from './stop-word-lists';
import { asCompared, couldBeWish, meaningOf, Wish } from './stop-words';

const LANGUAGES = Object.keys(STOP_WORDS);
const listed = Object.entries({ ...STOP_WORDS, '': WORDS_OF_ALL }).flatMap(([language, { stop, start }]) => [
  ...stop.map((word) => ({ language, word: word as string, wish: 'stop' as Wish })),
  ...start.map((word) => ({ language, word: word as string, wish: 'start' as Wish })),
]);
const one = fc.constantFrom(...listed);
const around = fc.constantFrom('', ' ', '!', '.', ' 🛑', '\u200f', '"', '…', '\n', ' 😡😡', '¡', '؟', '।');

describe('a message that is nothing but a wish to get no more', () => {
  it('is understood in fourteen languages', () => {
    expect(LANGUAGES.sort()).toEqual('ar de en es fa fr he hi id it nl pt ru tr'.split(' '));
    for (const { language, word, wish } of listed)
      expect([word, meaningOf(word, [language])]).toEqual([word, wish]);
  });

  it.each<[string, string[], Wish | null]>([
    ['STOP', [], 'stop'],
    ['  Stop!!! ', ['de'], 'stop'],
    ['s t o p', [], 'stop'],
    ['Stop stop STOP', [], 'stop'],
    ['STOP 🛑', [], 'stop'],
    ['Stop promotions', [], 'stop'],
    ['opt-out', ['xx'], 'stop'],
    ['ＳＴＯＰ', [], 'stop'],
    ['S\u00adTOP\u200e', [], 'stop'],
    ['Bitte abmelden.', ['de'], 'stop'],
    ['ABMELDEN', ['de_AT'], 'stop'],
    ['abmelden', ['en'], null],
    ['Cancelar suscripcion', ['es-MX'], 'stop'],
    ['ARRETER', ['fr'], 'stop'],
    ['S’abonner', ['fr'], 'start'],
    ['Nao quero mais mensagens', ['pt_BR'], 'stop'],
    ['DURDUR', ['tr'], 'stop'],
    ['ABONELİKTEN ÇIK', ['tr'], 'stop'],
    ['abonelikten cik', ['tr'], 'stop'],
    ['الغاء الإشتراك', ['ar'], 'stop'],
    ['إِيقَاف', ['ar'], 'stop'],
    ['تـوقـف', ['ar'], 'stop'],
    ['لغو ١١', ['fa'], 'stop'],
    ['لغو11', ['fa'], 'stop'],
    ['لغو اشتراك', ['fa'], 'stop'],
    ['نمیخواهم پیام بدهید', ['fa'], 'stop'],
    ['متوقف كن', ['fa'], 'stop'],
    ['הָסֵר', ['he'], 'stop'],
    ['बन्द करो', ['hi'], 'stop'],
    ['बंद करो।', ['hi'], 'stop'],
    ['बाद', ['hi'], null],
    ['СТОП', ['ru'], 'stop'],
    ['Отпишите меня, пожалуйста', ['ru'], null],
    ['start', [], 'start'],
    ['Iniciar', ['es'], 'start'],
    ['', ['en'], null],
    ['🛑', ['en'], null],
    ['...', ['en'], null],
  ])('%j for %j is %s', (text, languages, wish) => expect(meaningOf(text, languages)).toBe(wish));

  it.each([
    "Please don't stop",
    'Can you stop by tomorrow?',
    'Where is the bus stop',
    'non-stop',
    'When do you start?',
    'I want to cancel my order',
    'cancel',
    'end',
    'no',
    '0',
    'Ich möchte mich abmelden, wenn das Paket da ist',
    'La baja temporada',
    'Basta con un caffè',
    'لطفا توقف کوتاه داشته باشید',
    'Где остановка стоп-сигнал',
    'constructor',
    '__proto__',
  ])('is not %j', (text) => expect(meaningOf(text, LANGUAGES)).toBeNull());

  it('is the same in any case and with anything around it that is no word', () => {
    fc.assert(
      fc.property(one, around, around, fc.boolean(), ({ language, word, wish }, before, after, isLoud) => {
        const text = `${before}${isLoud ? word.toUpperCase() : word}${after}`;
        expect(meaningOf(text, [language])).toBe(wish);
      }),
      { numRuns: 500 },
    );
  });

  it('is never in the middle of a sentence', () => {
    const other = fc.constantFrom('when', 'order', 'morgen', 'mañana', 'سلام', 'שלום', 'नमस्ते', 'привет', '7');
    fc.assert(
      fc.property(one, other, other, ({ word }, before, after) => {
        expect(meaningOf(`${before} ${word} ${after}`, LANGUAGES)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('never means both, whatever languages are listened to', () => {
    const wishes = new Map<string, Wish>();
    for (const { word, wish } of listed) {
      expect([word, wishes.get(asCompared(word)) ?? wish]).toEqual([word, wish]);
      wishes.set(asCompared(word), wish);
    }
    for (const { word, wish } of listed) expect(meaningOf(word, LANGUAGES)).toBe(wish);
  });

  it('could be one exactly where it is one in some language', () => {
    const text = fc.oneof(
      one.map(({ word }) => word),
      fc.constantFrom('yes', 'stop it now', 'hello', '', 'stop '.repeat(20)),
    );
    fc.assert(
      fc.property(text, (words) => {
        expect(couldBeWish(words)).toBe(meaningOf(words, LANGUAGES) !== null);
      }),
    );
  });

  it('is at most 64 characters long', () => {
    expect(Math.max(...listed.map(({ word }) => word.length))).toBeLessThan(32);
    expect(meaningOf('stop'.padEnd(64), [])).toBe('stop');
    expect(meaningOf('stop'.padEnd(65), [])).toBeNull();
    expect(meaningOf('stop '.repeat(1e6), [])).toBeNull();
  });

  it('is compared in a form that does not change when it is compared again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 30 }),
          one.map(({ word }) => word),
        ),
        (text) => {
          expect(asCompared(asCompared(text))).toBe(asCompared(text));
        },
      ),
    );
  });
});
