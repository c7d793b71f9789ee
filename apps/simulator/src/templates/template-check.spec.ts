import { templateSend } from '../sends/template-content';
import type { Template, TemplatePart } from './template';
import { checkTemplate } from './template-check';

const template = (components: readonly TemplatePart[], more: Partial<Template> = {}): Template => ({
  id: '1',
  wabaId: '2',
  name: 'hello',
  language: 'en_US',
  category: 'UTILITY',
  status: 'APPROVED',
  parameter_format: 'POSITIONAL',
  isPaced: false,
  components,
  ...more,
});
const texts = (...words: string[]) => words.map((text) => ({ type: 'text', text }));
const send = (...components: object[]) =>
  templateSend({ name: 'hello', language: { code: 'en_US' }, components });
const body = (text: string): TemplatePart => ({ type: 'BODY', text });

describe('the send of a template', () => {
  const hello = template([body('Hello {{1}}, order {{2}}')]);

  it('is right with as many parameters as the template has', () => {
    expect(checkTemplate(hello, send({ type: 'body', parameters: texts('Ana', '7') }))).toBeNull();
    expect(checkTemplate(template([body('Hello')]), send())).toBeNull();
  });

  it('of nothing that exists is refused: 132001', () => {
    expect(checkTemplate(undefined, send())).toMatchObject({
      httpStatus: 404,
      code: 132001,
      message: '(#132001) Template name does not exist in the translation',
      details: 'template name (hello) does not exist in en_US',
    });
  });

  it.each([
    ['PENDING', 132001],
    ['REJECTED', 132001],
    ['PAUSED', 132015],
    ['DISABLED', 132016],
  ] as const)('that is %s is refused: %i', (status, code) => {
    expect(checkTemplate(template([body('Hi')], { status }), send())).toMatchObject({ code });
  });

  it("with another count is refused in Meta's words: 132000", () => {
    expect(checkTemplate(hello, send({ type: 'body', parameters: texts('Ana') }))).toMatchObject({
      code: 132000,
      message: '(#132000) Number of parameters does not match the expected number of params',
      details: 'body: number of localizable_params (1) does not match the expected number of params (2)',
    });
    expect(
      checkTemplate(template([body('Hi')]), send({ type: 'body', parameters: texts('x') })),
    ).toMatchObject({
      code: 132000,
    });
  });

  it('with lines in a parameter is refused: 132018', () => {
    for (const bad of ['a\nb', 'a\tb', 'a     b'])
      expect(checkTemplate(hello, send({ type: 'body', parameters: texts('Ana', bad) }))).toMatchObject({
        code: 132018,
      });
    expect(checkTemplate(hello, send({ type: 'body', parameters: texts('Ana', 'a    b') }))).toBeNull();
  });

  it('that becomes too long is refused: 132005', () => {
    const parameters = texts('x'.repeat(1_000), 'y'.repeat(10));
    expect(checkTemplate(hello, send({ type: 'body', parameters }))).toBeNull();
    const longer = texts('x'.repeat(1_000), 'y'.repeat(11));
    expect(checkTemplate(hello, send({ type: 'body', parameters: longer }))).toMatchObject({ code: 132005 });
  });

  it('needs names where the template has them', () => {
    const named = template([body('Hello {{first_name}}')], { parameter_format: 'NAMED' });
    const given = (more: object) =>
      send({ type: 'body', parameters: [{ type: 'text', text: 'Ana', ...more }] });
    expect(checkTemplate(named, given({ parameter_name: 'first_name' }))).toBeNull();
    expect(checkTemplate(named, given({}))).toMatchObject({ code: 131008 });
    expect(checkTemplate(named, given({ parameter_name: 'surname' }))).toMatchObject({ code: 132012 });
    const one = template([body('Hello {{1}}')]);
    expect(checkTemplate(one, given({ parameter_name: 'first_name' }))).toMatchObject({ code: 132012 });
  });

  it('needs the kind of header that the template has: 132012', () => {
    const pictured = template([{ type: 'HEADER', format: 'IMAGE' }, body('Hi')]);
    const header = (type: string) => send({ type: 'header', parameters: [{ type, [type]: { id: '1' } }] });
    expect(checkTemplate(pictured, header('image'))).toBeNull();
    expect(checkTemplate(pictured, header('video'))).toMatchObject({
      code: 132012,
      details: 'header: Format mismatch, expected IMAGE, received VIDEO',
    });
    expect(checkTemplate(pictured, send())).toMatchObject({ code: 132012 });
  });

  it('needs a parameter for each button that has a variable', () => {
    const buttons = [
      { type: 'QUICK_REPLY', text: 'Stop' },
      { type: 'URL', text: 'Track', url: 'https://example.com/{{1}}' },
    ];
    const tracked = template([body('Hi'), { type: 'BUTTONS', buttons }]);
    const button = (sub_type: string, index: number | string) =>
      send({ type: 'button', sub_type, index, parameters: texts('7') });
    expect(checkTemplate(tracked, button('url', '1'))).toBeNull();
    expect(checkTemplate(tracked, send())).toMatchObject({ code: 131008 });
    expect(checkTemplate(tracked, button('url', 0))).toMatchObject({ code: 132012 });
    expect(checkTemplate(tracked, button('url', 5))).toMatchObject({ code: 132012 });
  });
});
