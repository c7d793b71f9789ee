import fc from 'fast-check';
import { CLEAN_DRAFTS } from '../../../../libs/whatsapp-cloud/src/templates/fixtures/drafts.fixture';
import { withAt } from '../../../../libs/whatsapp-cloud/src/templates/places';
import { RULE_CASES } from '../../../../libs/whatsapp-cloud/src/templates/template-rules.fixture';
import {
  Break,
  nearItsCount,
  nearItsFigure,
  nearItsLimit,
  oneOf,
  Path,
  placesIn,
  valueAt,
} from './near-limits';

/** What people paste, and what a program writes by mistake. */
const TOKENS = [
  ...[
    '{{1}}',
    '{{2}}',
    '{{ 1 }}',
    '{{name}}',
    '{{Name}}',
    '{{}}',
    '{{',
    '}}',
    '{',
    '{{1}}{{2}}',
    'a {{1}}, {{2}} b',
  ],
  ...[' ', '     ', '\n', '\r\n', '\n\n\n', '\t', '\u2028', '\u00A0'],
  ...['🚚', '✔', '©', '©\uFE0F', '1\uFE0F\u20E3', '👩‍👧', '𝒜', '🇵🇹', 'é', '订单', 'สวัสดี', "don't"],
  ...['*', '_', '~', '`', '_x_', '~x~', 'a_b_c', '"', '.', '%', '/', ',', '-'],
];

const WORDS = [
  ...['UTILITY', 'marketing', 'Authentication', 'NAMED', 'positional', 'en', 'pt_BR', 'xx_YY', 'english'],
  ...['HEADER', 'BODY', 'FOOTER', 'BUTTONS', 'LIMITED_TIME_OFFER', 'CAROUSEL', 'SIDEBAR'],
  ...['TEXT', 'IMAGE', 'VIDEO', 'GIF', 'DOCUMENT', 'LOCATION', 'PRODUCT'],
  ...['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'COPY_CODE', 'FLOW', 'CATALOG', 'MPM', 'SPM', 'APP', 'OTP'],
  ...['VOICE_CALL', 'CALL_PERMISSION_REQUEST', 'REQUEST_CONTACT_INFO', 'ONE_TAP', 'ZERO_TAP', 'BELL'],
  ...[
    'https://example.com/{{1}}',
    'https://{{1}}',
    'http://',
    'https:// a',
    'example.com',
    'https://a.b/{1}',
  ],
  ...['+351912345678', '+351', '(351) 912-345.678', 'com.example', 'com', 'K8a/AINcGX7', 'K8a/AINcGX'],
];

const THINGS: readonly unknown[] = [
  ...[null, 0, -1, 5.5, true, false, '', ' ', [], {}, [[]], ['a'], ['a', 'b'], [['a']], [['a', 'b']]],
  ...[[['a'], ['b']], [['a', 'b'], []], ['a', ''], [['a', ' ']], [{ param_name: 'name', example: 'Ana' }]],
];

/** Changes one of the places that are meant. */
const at =
  <T>(isMeant: (value: unknown, path: Path) => boolean, change: (value: T) => unknown): Break =>
  (draft, choice) => {
    const places = placesIn(draft).filter((path) => path.length > 0 && isMeant(valueAt(draft, path), path));
    const place = oneOf(places, choice);
    return place === undefined ? draft : withAt(draft, place, change(valueAt(draft, place) as T));
  };

/** Words of Meta's own, of which anything else is one mistake. */
const CHOSEN: readonly unknown[] = ['type', 'format', 'otp_type', 'category', 'language', 'parameterFormat'];

const isAny = (value: unknown): boolean => value !== undefined;
const isList = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
const isText = (value: unknown): boolean => typeof value === 'string';
const isWritten = (value: unknown, path: Path): boolean => isText(value) && !CHOSEN.includes(path.at(-1));
const isChosen = (value: unknown, path: Path): boolean => isText(value) && CHOSEN.includes(path.at(-1));

const written = (change: (text: string) => unknown): Break => at(isWritten, change);
const listed = (change: (list: readonly unknown[]) => unknown): Break => at(isList, change);

const inserted = (token: string, place: number): Break =>
  written((text) => {
    const start = place % (text.length + 1);
    return text.slice(0, start) + token + text.slice(start);
  });

const breaks: fc.Arbitrary<Break> = fc.oneof(
  // A text, a list or a figure is as large as it may be, or larger.
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(-1, 0, 1), fc.constantFrom('x', 'x', '𝒜'))
      .map(([beyond, filler]) => nearItsLimit(beyond, filler)),
  },
  { weight: 4, arbitrary: fc.constantFrom(nearItsCount, nearItsCount, nearItsFigure) },
  // A text has something in it that it should not have, or not there.
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...TOKENS), fc.nat(2_000))
      .map(([token, place]) => inserted(token, place)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...TOKENS), fc.boolean())
      .map(([token, isBehind]) => written((text) => (isBehind ? text + token : token + text))),
  },
  fc
    .constantFrom(
      ['{{1}}', '{{2}}'],
      ['{{2}}', '{{3}}'],
      ['{{2}}', '{{1}}'],
      ['{{1}}', '{{01}}'],
      ['{{', '{{ '],
    )
    .map(([from = '', to = '']) => written((text) => text.replace(from, to))),
  fc.nat(200).map((place) => written((text) => text.slice(0, place % (text.length + 1)))),
  // A list is in another order, or has something twice.
  {
    weight: 3,
    arbitrary: fc
      .nat(10)
      .map((place) =>
        listed((list) => [...list.slice(place % list.length), ...list.slice(0, place % list.length)]),
      ),
  },
  fc.nat(10).map((place) => listed((list) => [...list, oneOf(list, place)])),
  // A place is lost, or has something else in it.
  { weight: 2, arbitrary: fc.constant(at(isAny, () => undefined)) },
  { weight: 2, arbitrary: fc.constantFrom(...THINGS).map((thing) => at(isAny, () => thing)) },
  { weight: 2, arbitrary: fc.constantFrom(...WORDS).map((word) => at(isChosen, () => word)) },
  fc.constantFrom(...WORDS).map((word) => written(() => word)),
  fc.constant(at<string>(isText, (text) => text.toLowerCase())),
);

/** Good drafts with one to three things about them broken, or stretched as far as they go. */
export const brokenDrafts: fc.Arbitrary<unknown> = fc
  .tuple(
    // The first have one of everything.
    fc.oneof(
      fc.constantFrom<unknown>(...CLEAN_DRAFTS),
      fc.constantFrom(...RULE_CASES.map(({ keeps }) => keeps)),
    ),
    // Mostly one: a second fault hides the first.
    fc
      .tuple(
        fc.constantFrom(1, 1, 1, 2, 3),
        fc.array(fc.tuple(breaks, fc.nat(5_000)), { minLength: 3, maxLength: 3 }),
      )
      .map(([count, all]) => all.slice(0, count)),
  )
  .map(([good, all]) => all.reduce((draft, [broken, choice]) => broken(draft, choice), good));
