import { field } from '../sends/parameter';
import type { GraphRequest } from './graph-call';
import { isFailure, type GraphFailure } from './graph-failure';
import { picked, type NodeType } from './node-fields';
import { pageOf, type Page } from './paging';

/** A page of nodes with the fields that were asked for. */
export function listed(
  nodes: readonly ({ id: string } & Record<string, unknown>)[],
  type: NodeType,
  request: GraphRequest,
): Page<Record<string, unknown>> | GraphFailure {
  const page = pageOf(nodes, new URL(request.url, `http://${request.headers.host ?? 'localhost'}`));
  if ('httpStatus' in page) return page;
  const data: Record<string, unknown>[] = [];
  for (const node of page.data) {
    const fields = picked(node, type, field(request.query, 'fields'));
    if (isFailure(fields)) return fields;
    data.push(fields);
  }
  return { ...page, data };
}
