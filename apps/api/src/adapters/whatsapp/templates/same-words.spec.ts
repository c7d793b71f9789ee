import fc from 'fast-check';
import { saysTheSame } from './same-words';

const body = (text: string) => ({ type: 'BODY', text });
const header = (handle: string) => ({
  type: 'HEADER',
  format: 'IMAGE',
  example: { header_handle: [handle] },
});
const buttons = (...list: object[]) => ({ type: 'BUTTONS', buttons: list });

describe('whether Meta has what was handed in', () => {
  it.each<[string, object[], object[]]>([
    [
      'with another sample',
      [header('4::aW1hZ2U='), body('Hi')],
      [header('https://cdn.example.com/1'), body('Hi')],
    ],
    ['in another order', [body('Hi'), header('x')], [header('x'), body('Hi')]],
    [
      'with a number that is written otherwise',
      [buttons({ type: 'PHONE_NUMBER', text: 'Call', phone_number: '+1 555' })],
      [buttons({ type: 'PHONE_NUMBER', text: 'Call', phone_number: '1555' })],
    ],
    [
      'with a label that Meta gives',
      [buttons({ type: 'COPY_CODE', example: 'X' })],
      [buttons({ type: 'COPY_CODE', text: 'Copy offer code', example: ['X'] })],
    ],
    [
      'with the words of Meta for a code',
      [{ type: 'BODY', add_security_recommendation: true }],
      [body('*{{1}}* is your verification code.')],
    ],
    ['in other letters of its words', [{ type: 'body', text: 'Hi' }], [body('Hi')]],
  ])('it has, %s', (_how, ours, theirs) => {
    expect(saysTheSame(ours, theirs)).toBe(true);
  });

  it.each<[string, object[], object[]]>([
    ['another text', [body('Hi')], [body('Hello')]],
    ['no footer', [body('Hi'), { type: 'FOOTER', text: 'Bye' }], [body('Hi')]],
    [
      'another address',
      [buttons({ type: 'URL', text: 'See', url: 'https://a.example' })],
      [buttons({ type: 'URL', text: 'See', url: 'https://b.example' })],
    ],
    ['a video', [header('x')], [{ type: 'HEADER', format: 'VIDEO' }]],
    [
      'another card',
      [{ type: 'CAROUSEL', cards: [{ components: [body('a')] }] }],
      [{ type: 'CAROUSEL', cards: [{ components: [body('b')] }] }],
    ],
    [
      'other buttons in another order',
      [buttons({ type: 'QUICK_REPLY', text: 'a' }, { type: 'QUICK_REPLY', text: 'b' })],
      [buttons({ type: 'QUICK_REPLY', text: 'b' }, { type: 'QUICK_REPLY', text: 'a' })],
    ],
  ])('it has %s', (_what, ours, theirs) => {
    expect(saysTheSame(ours, theirs)).toBe(false);
  });

  it('is asked of anything without throwing, and anything is the same as itself', () => {
    fc.assert(fc.property(fc.array(fc.jsonValue()), (list) => saysTheSame(list, list)));
  });
});
