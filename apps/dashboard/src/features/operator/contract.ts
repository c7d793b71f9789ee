import type { ApiClient } from '@parley/api-client';
import { api } from '@/data/api';

export type TenantName = { slug: string; name: string };

export type InboundLane = {
  lane: number;
  waiting: number;
  retrying: number;
  oldestWaitingAt: string | null;
  attempts: number;
};

export type InboundState = {
  oldestWaitingSeconds: number | null;
  oldestWaitingAt: string | null;
  deliveriesWaiting: number;
  eventsWaiting: number;
  eventsRetrying: number;
  deadLettersWaiting: number;
  atLeast: boolean;
  lastMinute: { received: number; applied: number; applyP50Ms: number | null; applyP99Ms: number | null };
  lanes: InboundLane[];
  tenants: (TenantName & { id: string; waiting: number; oldestWaitingAt: string | null })[];
  media: { waiting: number; failed: number };
  measuredAt: string;
};

export type WebhookDelivery = {
  id: string;
  provider: string;
  receivedAt: string;
  byteSize: number;
  signature: { verdict: 'valid'; signedWith: string | null };
  source: string | null;
  explodedAt: string | null;
  attempts: number;
  elements: { total: number; done: number; waiting: number; dead: number };
  tenants: TenantName[];
};

export type ShownBytes = { text: string | null; base64: string | null };

export type DeliveryEvent = {
  id: string;
  ordinal: number;
  kind: string;
  type: string | null;
  tenant: TenantName;
  channelId: string | null;
  lane: number;
  state: 'pending' | 'retrying' | 'done' | 'dead';
  attempts: number;
  lastError: string | null;
  receivedAt: string;
  appliedAt: string | null;
  produced: {
    kind: 'message' | 'status' | 'person' | 'preference' | 'account';
    id: string | null;
    conversationId: string | null;
  } | null;
};

export type DeadLetterStage = 'explode' | 'route' | 'apply';
export type DeadLetterState = 'waiting' | 'replaying' | 'replayed' | 'discarded';

export type DeadLetter = {
  id: string;
  provider: string;
  deliveryId: string;
  ordinal: number;
  stage: DeadLetterStage;
  reason: string;
  detail: string | null;
  tenant: TenantName | null;
  channelId: string | null;
  receivedAt: string;
  attempts: number;
  state: DeadLetterState;
  note: string | null;
  createdAt: string;
  resolvedAt: string | null;
};

export type WebhookDeliveryDetail = WebhookDelivery & {
  body: ShownBytes;
  events: DeliveryEvent[];
  deadLetters: DeadLetter[];
};
export type DeadLetterDetail = DeadLetter & {
  element: Record<string, unknown> | null;
  body: ShownBytes | null;
};

export type DeadLetterGroup = {
  stage: DeadLetterStage;
  reason: string;
  detail: string | null;
  waiting: number;
  oldestAt: string;
  newestAt: string;
  tenants: TenantName[];
};

export type Replay = {
  id: string;
  action: 'replay' | 'discard';
  requestedByName: string;
  filter: Record<string, unknown>;
  note: string | null;
  ratePerSecond: number;
  total: number;
  done: number;
  createdAt: string;
  finishedAt: string | null;
};

export type NewReplay = {
  action: 'replay' | 'discard';
  deadLetterIds?: string[];
  filter?: { stage?: DeadLetterStage; reason?: string; tenantSlug?: string };
  ratePerSecond?: number;
  note?: string;
};

type Page<T> = { data: T[]; nextCursor: string | null };
export type WebhookDeliveryPage = Page<WebhookDelivery> & { searchedBackTo: string | null };
export type DeadLetterPage = Page<DeadLetter>;

type Query = Record<string, string | number>;
type Init = {
  params?: { query?: Query; path?: Record<string, string> };
  signal?: AbortSignal;
  body?: unknown;
};
type Answers = {
  '/api/v1/operator/inbound': InboundState;
  '/api/v1/operator/webhook-deliveries': WebhookDeliveryPage;
  '/api/v1/operator/webhook-deliveries/{deliveryId}': WebhookDeliveryDetail;
  '/api/v1/operator/dead-letter-groups': { data: DeadLetterGroup[] };
  '/api/v1/operator/dead-letters': DeadLetterPage;
  '/api/v1/operator/dead-letters/{deadLetterId}': DeadLetterDetail;
  '/api/v1/operator/replays': Page<Replay>;
};
type Result<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

export const operatorApi = api as Omit<ApiClient, 'GET' | 'POST'> as unknown as {
  GET: <P extends keyof Answers>(path: P, init?: Init) => Result<Answers[P]>;
  POST: (path: '/api/v1/operator/replays', init: { body: NewReplay }) => Result<Replay>;
};
