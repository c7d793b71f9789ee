import { describe, type GraphMedia } from '../media/graph-media.routes';
import { field } from '../sends/parameter';
import { ACCOUNT_EDGES } from './edges/account';
import { NUMBER_EDGES } from './edges/numbers';
import { answerOfTemplate } from './edges/templates';
import { debugToken } from './edges/tokens';
import { answerOfUpload, startUpload } from './edges/uploads';
import type { GraphAccess, GraphRequest } from './graph-call';
import { unknownObject, unknownPath, type Answer } from './graph-failure';

/** A call, taken apart. */
export interface Called {
  access: GraphAccess;
  request: GraphRequest;
  /** The parts of the path: a node, an edge of it, and what nobody has. */
  id: string;
  edge: string;
  beyond: readonly string[];
}

/** What an id names. */
export interface GraphNode {
  /** The account that it belongs to; null: none. */
  wabaId: string | null;
  isMedia?: boolean;
  answer: () => Answer | Promise<Answer>;
}

/** undefined: Graph knows nothing of that id. */
export function nodeOf(called: Called): GraphNode | undefined {
  const { access, request, id, edge, beyond } = called;
  const number = access.numbers.find(id);
  if (number) {
    const methods = NUMBER_EDGES[edge];
    const answer = methods?.[request.method];
    return {
      wabaId: number.wabaId,
      isMedia: edge === 'media',
      answer: () => answered(called, methods, answer && (() => answer(access, request, number))),
    };
  }
  if (access.numbers.hasAccount(id)) {
    const methods = ACCOUNT_EDGES[edge];
    const answer = methods?.[request.method];
    return {
      wabaId: id,
      answer: () => answered(called, methods, answer && (() => answer(access, request, id))),
    };
  }
  if (beyond.length > 0) return undefined;
  const template = access.templates.byId(id);
  if (template)
    return { wabaId: template.wabaId, answer: () => answerOfTemplate(access, request, template, edge) };
  return edge === '' ? nodeWithoutEdges(called) : nodeOfApp(called);
}

/** The answer where the edge has that method; else what Graph says of an edge, or a method, that is none. */
function answered(
  { request, id, edge, beyond }: Called,
  methods: object | undefined,
  answer: (() => Answer | Promise<Answer>) | undefined,
): Answer | Promise<Answer> {
  if (methods === undefined || beyond.length > 0) return unknownPath(`/${[edge, ...beyond].join('/')}`);
  return answer === undefined ? unknownObject(request.method, id) : answer();
}

function nodeOfApp({ access, request, id, edge }: Called): GraphNode | undefined {
  const isUpload = id === access.app.id && edge === 'uploads' && request.method === 'POST';
  return isUpload ? { wabaId: null, answer: () => startUpload(access, request) } : undefined;
}

function nodeWithoutEdges({ access, request, id }: Called): GraphNode | undefined {
  if (id === 'debug_token') return { wabaId: null, answer: () => debugToken(access, request) };
  if (id.startsWith('upload:')) return { wabaId: null, answer: () => answerOfUpload(access, request, id) };
  const owner = access.media.shelf.known(id)?.uploadedTo;
  const wabaId = owner === undefined ? null : (access.numbers.find(owner)?.wabaId ?? null);
  return { wabaId, isMedia: true, answer: () => answerOfFile(access.media, request, id) };
}

/** `GET` and `DELETE /{media-id}`; an upload is known to the number that it was made for, where one is named. */
function answerOfFile(media: GraphMedia, request: GraphRequest, id: string): Answer {
  const file = media.shelf.known(id);
  const unknown = unknownObject(request.method, id);
  const asker = field(request.query, 'phone_number_id');
  if (file === undefined) return unknown;
  if (asker !== undefined && file.uploadedTo !== undefined && file.uploadedTo !== asker) return unknown;
  if (request.method === 'GET') return describe(media, request, file);
  if (request.method !== 'DELETE') return unknown;
  media.ledger.record({ kind: 'media.deleted', mediaId: id });
  return { success: true };
}
