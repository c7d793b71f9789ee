import type { FastifyRequest } from 'fastify';
import type { SimulatedClock } from '../clock';
import type { Faults } from '../faults/faults';
import type { Limits } from '../limits/limits';
import type { GraphMedia } from '../media/graph-media.routes';
import type { ManagementUsage } from '../limits/management-usage';
import type { Numbers } from '../numbers';
import type { Accounts } from '../onboarding/accounts';
import type { Profiles } from '../onboarding/profiles';
import type { NumberDesk } from '../onboarding/number-desk';
import type { Signups } from '../onboarding/signups';
import { field, textOrNull } from '../sends/parameter';
import type { Subscriptions } from '../subscriptions';
import type { TemplateDesk } from '../templates/template-desk';
import type { Templates } from '../templates/templates';
import type { Tokens } from '../tokens/tokens';
import type { UploadSessions } from '../uploads/upload-sessions';
import type { Answer } from './graph-failure';

/** All that Graph knows and minds. */
export interface GraphAccess {
  app: MetaApp;
  clock: SimulatedClock;
  tokens: Tokens;
  signups: Signups;
  numbers: Numbers;
  numberDesk: NumberDesk;
  accounts: Accounts;
  profiles: Profiles;
  desk: TemplateDesk;
  uploads: UploadSessions;
  usage: ManagementUsage;
  media: GraphMedia;
  templates: Templates;
  subscriptions: Subscriptions;
  limits: Limits;
  faults: Faults;
  statuses: { tellNow(wamid: string): Promise<void> };
}

/** The product's app at Meta. */
export interface MetaApp {
  id: string;
  secret: string;
  /** Where webhooks go unless an account or a number says otherwise. */
  webhookUrl: string;
  /** Its "Require App Secret". */
  requiresProof: boolean;
}

/** What one method does on an edge of a node with this id. */
export type Edge = (access: GraphAccess, request: GraphRequest, id: string) => Answer;

export interface GraphParams {
  version: string;
  '*': string;
}

export type GraphRequest = FastifyRequest<{ Params: GraphParams }>;

/** The parts of a path behind the version. */
export function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** From the header, or from the query as Graph also allows; null when there is none. */
export function tokenOf(request: FastifyRequest): string | null {
  const [, bearer] = /^(?:Bearer|OAuth)\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '') ?? [];
  return bearer ?? textOrNull(field(request.query, 'access_token'));
}

/** The body as JSON; undefined when it is none. */
export function jsonOf(request: FastifyRequest): unknown {
  try {
    return Buffer.isBuffer(request.body) ? JSON.parse(request.body.toString('utf8')) : undefined;
  } catch {
    return undefined;
  }
}
