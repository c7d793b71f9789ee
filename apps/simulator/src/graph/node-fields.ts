import { invalidParameter, type GraphFailure } from './graph-failure';

export interface NodeType {
  /** As Graph calls it in refusals. */
  name: string;
  /** Given when nobody asks for any; `id` always is. */
  usual: readonly string[];
}

/** The fields that were asked for, by `?fields=a,b{c}`; what is in braces is not looked at. */
export function picked(
  node: Readonly<Record<string, unknown>>,
  type: NodeType,
  fields: unknown,
): Record<string, unknown> | GraphFailure {
  const names = typeof fields === 'string' && fields !== '' ? namesIn(fields) : type.usual;
  const result: Record<string, unknown> = {};
  for (const name of names) {
    if (!Object.hasOwn(node, name))
      return invalidParameter(`Tried accessing nonexisting field (${name}) on node type (${type.name})`);
    result[name] = node[name];
  }
  return { ...result, id: node['id'] };
}

function namesIn(fields: string): string[] {
  const withoutNested = fields.replaceAll(/\{[^{}]*\}|\([^()]*\)/g, '');
  return withoutNested
    .split(',')
    .map((name) => name.trim().split('.')[0] ?? '')
    .filter((name) => name !== '');
}
