import fc from 'fast-check';
import { readEmailList } from './email-list';

describe('a pasted list of e-mail addresses', () => {
  it.each([
    ['commas', 'ben@acme.example, sara@acme.example'],
    ['lines', 'ben@acme.example\r\nsara@acme.example\n'],
    ['semicolons', 'ben@acme.example;sara@acme.example;'],
    ['spaces', '  ben@acme.example   sara@acme.example '],
    ['names', 'Ben Ode <ben@acme.example>, "Lind, Sara" <sara@acme.example>'],
    ['links', 'mailto:ben@acme.example\nmailto:sara@acme.example'],
  ])('may use %s', (_how, text) => {
    expect(readEmailList(text)).toEqual({
      addresses: ['ben@acme.example', 'sara@acme.example'],
      faulty: [],
    });
  });

  it('holds each address once, whatever its capitals', () => {
    expect(readEmailList('Ben@Acme.example, ben@acme.example').addresses).toEqual(['ben@acme.example']);
  });

  it.each(['ben', 'ben@', '@acme.example', 'ben@acme', 'ben@@acme.example', 'ben@acme..example', '<>@x.y'])(
    'sets "%s" aside instead of dropping it',
    (text) => expect(readEmailList(`${text}, sara@acme.example`).faulty).toEqual([text]),
  );

  it('never calls something an address that holds a space, a bracket or no domain', () => {
    fc.assert(
      fc.property(fc.string(), (text) =>
        readEmailList(text).addresses.every((one) => /^[^\s<>]+@[^\s<>@]+\.[^\s<>@]+$/.test(one)),
      ),
    );
  });
});
