import fc from 'fast-check';
import { PASSWORD } from './people';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: Schema;
}

export interface OpenApi {
  readonly paths: Record<string, Record<string, RawOperation>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

interface RawOperation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Record<string, { readonly schema?: Schema }> };
}

/** One request: everything but who sends it. */
export interface Sent {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  /** Requests that are right in most places and wrong in some, or wrong altogether. `ids` are of documents that there are. */
  junk(ids: readonly string[]): fc.Arbitrary<Sent>;
}

const NASTY = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud83d',
    '\udc4b',
    '\u202e',
    '\ufeff',
    '__proto__',
    'constructor',
    'null',
    'undefined',
  ],
  ...[
    "'; DROP TABLE message; --",
    '%',
    '%00',
    '%ff',
    '../..',
    '${7*7}',
    '{{7*7}}',
    '<script>',
    'NaN',
    '-0',
    '1e309',
    '0x1F',
  ],
  ...[
    '9007199254740993',
    '99999999999999999999',
    '2026-02-30',
    '2026-01-01T00:00:00Z',
    '0001-01-01',
    '-271821-04-20',
  ],
  ...[
    'infinity',
    'ana@example.com',
    'Europe/Lisbon',
    'pt-PT',
    'x'.repeat(300),
    'x'.repeat(70_000),
    '\u0130\u0131\u00df',
    'a\r\nSet-Cookie: b=1',
  ],
];

/** What a field of that name may well hold, so that junk in the others gets further. */
const RIGHT: [RegExp, fc.Arbitrary<string>][] = [
  [/email/i, fc.nat().map((serial) => `ana.${serial}@example.com`)],
  [/password/i, fc.constantFrom(PASSWORD, 'another horse, another battery')],
  [/slug/i, fc.nat().map((serial) => `slug-${serial}`)],
  [/timeZone/, fc.constantFrom('Europe/Lisbon', 'America/Sao_Paulo')],
  [/language/, fc.constantFrom('en', 'pt-PT', 'ar')],
  [/phoneNumberId|wabaId/, fc.integer({ min: 10 ** 14, max: 10 ** 15 }).map(String)],
  [/displayPhoneNumber/, fc.constantFrom('+15550100042', '+351910000001')],
  [/scopes/, fc.constantFrom('tenant.read', 'channels.read', 'conversations.read', 'channels.manage')],
  [/expiresAt|from|to/, fc.constantFrom('2030-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z')],
  [/accessToken/, fc.constant('EAAG'.padEnd(60, 'x'))],
];

const nastyText = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 40 }));
const nastyNumber = fc.oneof(
  fc.constantFrom(0, -0, -1, 1.5, 2_147_483_648, -2_147_483_649, 2 ** 53, 1e21, 1e308, Number.MIN_VALUE),
  fc.integer(),
  fc.double({ noNaN: true }),
);
const anything: fc.Arbitrary<unknown> = fc.oneof(
  nastyText,
  nastyNumber,
  fc.constantFrom(null, true, false, [], {}, [[]], [null], { length: -1 }, { toString: 1 }, { then: {} }),
  fc.array(nastyText, { maxLength: 5 }),
  fc.dictionary(nastyText, fc.oneof(nastyText, nastyNumber), { maxKeys: 4 }),
  fc.jsonValue(),
);

/** Every operation that the document names. */
export function junkOperationsOf(document: OpenApi): Operation[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([verb, operation]) => ({
      id: operation.operationId,
      method: verb.toUpperCase(),
      junk: (ids) => requestOf(document, path, verb.toUpperCase(), operation, ids),
    })),
  );
}

function requestOf(
  document: OpenApi,
  path: string,
  method: string,
  { parameters = [], requestBody }: RawOperation,
  ids: readonly string[],
): fc.Arbitrary<Sent> {
  const id = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ids) }, fc.uuid(), nastyText);
  const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  const schema = Object.values(requestBody?.content ?? {})[0]?.schema;
  return fc.record({
    method: fc.constant(method),
    path: fc
      .tuple(
        fc.tuple(...inPath.map(() => id)),
        queryOf(
          parameters.filter((parameter) => parameter.in === 'query'),
          ids,
        ),
      )
      .map(([values, query]) => {
        const filled = inPath.reduce(
          (url, name, index) => url.replace(`{${name}}`, escaped(values[index] ?? '')),
          path,
        );
        return query === '' ? filled : `${filled}?${query}`;
      }),
    headers: headersOf(schema !== undefined),
    body: schema === undefined ? fc.constant(undefined) : bodyOf(document, schema, ids),
  });
}

/** A path that is still one, so that it is the route that gets the junk. */
function escaped(text: string): string {
  const safe = encodeURIComponent(text.toWellFormed()).slice(0, 2_000);
  return ['', '.', '..'].includes(safe) ? 'x' : safe;
}

function queryOf(known: readonly Parameter[], ids: readonly string[]): fc.Arbitrary<string> {
  const names = known.map(({ name }) => name);
  if (names.length === 0)
    return fc.oneof(
      { weight: 20, arbitrary: fc.constant('') },
      nastyText.map((text) => `x=${encodeURIComponent(text.toWellFormed())}`),
    );
  const value = fc.oneof(
    fc.constantFrom('1', '50', 'true', ...ids, ...names),
    nastyText,
    nastyNumber.map(String),
  );
  const name = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...names) },
    { weight: 1, arbitrary: fc.constantFrom(...names).map((one) => `${one}[]`) },
    { weight: 1, arbitrary: nastyText },
  );
  return fc
    .array(fc.tuple(name, value), { maxLength: 3 })
    .map((pairs) =>
      pairs
        .map((pair) => pair.map((one) => encodeURIComponent(one.toWellFormed()).slice(0, 1_000)).join('='))
        .join('&'),
    );
}

const headerText = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', maxLength: 60 }),
  fc.constantFrom('"1"', '"0"', 'W/"1"', '*', '"1", "2"', 'key-1', 'other', 'Bearer x', 'Basic x', '\u00ff'),
);

function headersOf(hasBody: boolean): fc.Arbitrary<Record<string, string>> {
  const type = fc.oneof(
    { weight: 9, arbitrary: fc.constant('application/json') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'multipart/form-data'),
    },
  );
  const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
  return fc
    .record({
      'content-type': hasBody ? type : fc.constant(undefined),
      'if-match': seldom(headerText),
      'idempotency-key': seldom(headerText),
      'parley-tenant': fc.oneof(
        { weight: 12, arbitrary: fc.constant(undefined) },
        fc.constant('other'),
        headerText,
      ),
      authorization: fc.oneof({ weight: 20, arbitrary: fc.constant(undefined) }, headerText),
      'x-request-id': seldom(headerText),
    })
    .map((headers) =>
      Object.fromEntries(
        Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
    );
}

function bodyOf(document: OpenApi, schema: Schema, ids: readonly string[]): fc.Arbitrary<string> {
  const almostRight = valueOf(document, schema, ids, 0).map((value) => JSON.stringify(value) ?? '{}');
  return fc.oneof(
    { weight: 12, arbitrary: almostRight },
    { weight: 2, arbitrary: anything.map((value) => JSON.stringify(value)) },
    {
      weight: 1,
      arbitrary: fc.tuple(almostRight, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1))),
    },
    { weight: 1, arbitrary: nastyText },
  );
}

/** Mostly what the schema asks for. */
function valueOf(
  document: OpenApi,
  schema: Schema,
  ids: readonly string[],
  depth: number,
  name = '',
): fc.Arbitrary<unknown> {
  if (depth > 4) return fc.constant(null);
  return fc.oneof(
    { weight: 14, arbitrary: rightValueOf(document, schema, ids, depth, name) },
    { weight: 1, arbitrary: anything },
  );
}

function rightValueOf(
  document: OpenApi,
  schema: Schema,
  ids: readonly string[],
  depth: number,
  name = '',
): fc.Arbitrary<unknown> {
  const inner = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (inner !== undefined) {
    const named = document.components.schemas[inner.replace('#/components/schemas/', '')];
    return rightValueOf(document, named ?? {}, ids, depth + 1, name);
  }
  if (schema.oneOf !== undefined) {
    return fc.oneof(...schema.oneOf.map((one) => rightValueOf(document, one, ids, depth + 1, name)));
  }
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const type = [schema.type].flat()[0];
  if (type === 'array') {
    return fc.array(valueOf(document, schema.items ?? {}, ids, depth + 1, name), { maxLength: 4 });
  }
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer' || type === 'number') return fc.oneof(fc.nat({ max: 200 }), nastyNumber);
  if (type === 'string') {
    const right = RIGHT.find(([names]) => names.test(name))?.[1] ?? fc.constantFrom(...ids, 'Ana');
    return fc.oneof({ weight: 5, arbitrary: right }, { weight: 1, arbitrary: nastyText });
  }
  if (schema.properties === undefined) return anything;
  const fields = Object.fromEntries(
    Object.entries(schema.properties).map(([name, field]) => [
      name,
      valueOf(document, field, ids, depth + 1, name),
    ]),
  );
  // Mostly with every field, since a missing one is noticed before the others are looked at.
  return fc.oneof(
    { weight: 4, arbitrary: fc.record(fields) },
    { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
  );
}
