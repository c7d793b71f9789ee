/** What a value must look like, in as much of JSON Schema's words as Meta's envelopes need. */
export interface Shape {
  type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  const?: unknown;
  enum?: readonly unknown[];
  pattern?: string;
  minLength?: number;
  minItems?: number;
  items?: Shape;
  /** Properties that must be there, and those that may be; nothing else may, unless it is `open`. */
  required?: Readonly<Record<string, Shape>>;
  optional?: Readonly<Record<string, Shape>>;
  isOpen?: boolean;
}

/** All of these, and nothing else unless it is in `optional`. */
export function exactly(required: Record<string, Shape>, optional: Record<string, Shape> = {}): Shape {
  return { type: 'object', required, optional };
}

/** Where a value is not of that shape, and why; empty when it is. */
export function faultsOfShape(shape: Shape, value: unknown, path = ''): string[] {
  const fault = (isFault: boolean | undefined, words: string): string[] =>
    isFault ? [`${path}: ${words}`] : [];
  const kind = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
  if (shape.type !== undefined && kind !== shape.type) return [`${path}: is ${kind}, not ${shape.type}`];
  const own = [
    ...fault('const' in shape && value !== shape.const, `is not ${String(shape.const)}`),
    ...fault(shape.enum && !shape.enum.includes(value), `is ${String(value)}`),
    ...fault(
      shape.pattern !== undefined && !new RegExp(shape.pattern).test(String(value)),
      `is ${String(value)}`,
    ),
    ...fault(String(value).length < (shape.minLength ?? 0), 'is too short'),
  ];
  if (Array.isArray(value)) {
    const items = shape.items ?? {};
    return [
      ...own,
      ...fault(value.length < (shape.minItems ?? 0), 'has too few items'),
      ...value.flatMap((item, index) => faultsOfShape(items, item, `${path}[${index}]`)),
    ];
  }
  return typeof value === 'object' && value !== null
    ? [...own, ...faultsOfProperties(shape, value, path)]
    : own;
}

function faultsOfProperties(
  { required = {}, optional = {}, isOpen }: Shape,
  value: object,
  path: string,
): string[] {
  const properties: Record<string, Shape> = { ...required, ...optional };
  const isBounded = Object.keys(properties).length > 0 && !isOpen;
  return [
    ...Object.keys(required).flatMap((name) => (name in value ? [] : [`${path}.${name}: is missing`])),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const known = properties[name];
      if (known) return faultsOfShape(known, inner, `${path}.${name}`);
      return isBounded ? [`${path}.${name}: is unknown`] : [];
    }),
  ];
}
