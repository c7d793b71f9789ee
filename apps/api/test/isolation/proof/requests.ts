import { Document, Operation, Schema } from './operations';

/** A request in pieces, so that any one of them can be exchanged. */
export interface Draft {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Where in a request an id belongs. */
export interface Place {
  readonly where: 'path' | 'query' | 'body';
  /** A name, or the way through the body: `members/0/id`. */
  readonly name: string;
  /** What the id is of, as the name tells: `conversation`. */
  readonly noun: string;
}

const UUID = /^[0-9a-f-]{36}$/i;
const ID_NAME = /^(id|ids|.*Id|.*Ids)$/;

/** Writes valid requests of an operation, from what the document says. */
export class RequestMaker {
  constructor(private readonly document: Document) {}

  /** With everything that is required; `whole` also with everything that is optional in the body. */
  draftOf(operation: Operation, whole: boolean): Draft {
    const path: Record<string, string> = {};
    const query: Record<string, string> = {};
    for (const parameter of operation.parameters) {
      const value = String(parameter.example ?? this.valueOf(parameter.schema ?? {}, parameter.name, true));
      if (parameter.in === 'path') path[parameter.name] = value;
      if (parameter.in === 'query' && parameter.required === true) query[parameter.name] = value;
    }
    const body = operation.body === undefined ? undefined : this.valueOf(operation.body, '', whole);
    return { path, query, headers: {}, body };
  }

  /** Every place of the operation where an id can stand, also in what is optional. */
  placesOf(operation: Operation): Place[] {
    const parameters = operation.parameters
      .filter(({ name, schema }) => this.isId(schema ?? {}, name))
      .map(({ name, in: where }) => ({ where: where as Place['where'], name, noun: nounOf(name) }))
      .filter(({ where }) => where === 'path' || where === 'query');
    return [...parameters, ...(operation.body === undefined ? [] : this.placesIn(operation.body, ''))];
  }

  private placesIn(given: Schema, way: string): Place[] {
    const schema = this.resolve(given);
    const name = way.split('/').findLast((step) => !/^\d+$/.test(step)) ?? '';
    if (schema.items !== undefined)
      return this.placesIn({ ...this.resolve(schema.items), ...marked(schema, name) }, `${way}/0`);
    if (schema.properties !== undefined) {
      return Object.entries(schema.properties).flatMap(([property, inner]) =>
        this.placesIn(inner, way === '' ? property : `${way}/${property}`),
      );
    }
    return this.isId(schema, name) ? [{ where: 'body', name: way, noun: nounOf(name) }] : [];
  }

  private isId(schema: Schema, name: string): boolean {
    const { format, pattern, example } = this.resolve(schema);
    // Meta has ids too: what has a shape of its own is not one of ours.
    const isOfAnother = pattern !== undefined || (example !== undefined && !UUID.test(String(example)));
    return format === 'uuid' || (ID_NAME.test(name) && !isOfAnother);
  }

  private valueOf(given: Schema, name: string, whole: boolean): unknown {
    const schema = this.resolve(given);
    const chosen =
      schema.const ?? schema.example ?? schema.examples?.[0] ?? schema.enum?.[0] ?? schema.default;
    if (chosen !== undefined) return chosen;
    const type = [schema.type].flat().find((one) => one !== 'null');
    if (type === 'array' || schema.items !== undefined)
      return [this.valueOf(schema.items ?? {}, name, whole)];
    if (type === 'object' || schema.properties !== undefined) {
      const properties = Object.entries(schema.properties ?? {}).filter(
        ([property]) => whole || schema.required?.includes(property) === true,
      );
      return Object.fromEntries(
        properties.map(([property, inner]) => [property, this.valueOf(inner, property, whole)]),
      );
    }
    if (type === 'boolean') return true;
    if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
    return this.textOf(schema, name);
  }

  private textOf(schema: Schema, name: string): string {
    if (this.isId(schema, name)) return '01900000-0000-7000-8000-000000000000';
    if (schema.format === 'email') return 'somebody@example.com';
    if (schema.format === 'date-time') return new Date(Date.now() + 86_400_000).toISOString();
    return 'text'.padEnd(schema.minLength ?? 0, 'x');
  }

  /** Follows references, and puts together what is said in parts. */
  private resolve(schema: Schema): Schema {
    if (schema.$ref !== undefined) {
      const target = this.document.components?.schemas?.[schema.$ref.replace('#/components/schemas/', '')];
      if (target === undefined) throw new Error(`The document has no ${schema.$ref}.`);
      return this.resolve(target);
    }
    const choice = (schema.oneOf ?? schema.anyOf)?.find(({ type }) => type !== 'null');
    const parts = [...(schema.allOf ?? []), ...(choice === undefined ? [] : [choice])].map((part) =>
      this.resolve(part),
    );
    return parts.reduce(
      (whole, part) => ({
        ...part,
        ...whole,
        ...(part.properties !== undefined && { properties: { ...part.properties, ...whole.properties } }),
      }),
      schema,
    );
  }
}

/** The things in a list of ids are ids. */
const marked = (list: Schema, name: string): Schema =>
  ID_NAME.test(name) || list.format === 'uuid' ? { format: 'uuid' } : {};

const nounOf = (name: string): string => name.replace(/Ids?$/, '').replace(/s$/, '');

/** The same request with that id at that place. */
export function withId(draft: Draft, place: Place, id: string): Draft {
  if (place.where === 'body') return { ...draft, body: replaced(draft.body, place.name.split('/'), id) };
  return { ...draft, [place.where]: { ...draft[place.where], [place.name]: id } };
}

function replaced(value: unknown, [step, ...rest]: string[], id: string): unknown {
  if (step === undefined) return id;
  if (/^\d+$/.test(step)) return [replaced((value as unknown[] | undefined)?.[0], rest, id)];
  const object = (value ?? {}) as Record<string, unknown>;
  return { ...object, [step]: replaced(object[step], rest, id) };
}

/** The address and the init that `fetch` wants. */
export function written(operation: Operation, draft: Draft): [string, RequestInit] {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(draft.path[name] ?? ''),
  );
  const query = new URLSearchParams(draft.query).toString();
  const hasBody = draft.body !== undefined && operation.method !== 'GET';
  return [
    query === '' ? path : `${path}?${query}`,
    {
      method: operation.method,
      headers: { ...(hasBody && { 'content-type': 'application/json' }), ...draft.headers },
      ...(hasBody && { body: JSON.stringify(draft.body) }),
    },
  ];
}

/** The id that stands at that place, if there is one. */
export function idAt(draft: Draft, { where, name }: Place): string | undefined {
  if (where !== 'body') return draft[where][name];
  let value: unknown = draft.body;
  for (const step of name.split('/')) value = (value as Record<string, unknown> | undefined | null)?.[step];
  return typeof value === 'string' ? value : undefined;
}
