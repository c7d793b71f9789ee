/** One line of the ledger. `seq` starts at 1 and has no gaps; `at` is ISO 8601 with milliseconds. */
export type LedgerEntry = LedgerEvent & { seq: number; at: string };

export type LedgerEvent =
  PersonJoined | GraphAccepted | GraphRefused | WebhookEmitted | WebhookAttempted | WebhookAbandoned;

export interface PersonJoined {
  kind: 'person.joined';
  phone: string;
  name: string;
}

/** Written before the answer goes out: from here on the message counts as sent, whatever the caller got to see. */
export interface GraphAccepted {
  kind: 'graph.accepted';
  receivedAt: string;
  wamid: string;
  /** The recipient's digits. */
  to: string;
  /** The recipient as the caller wrote it. */
  input: string;
  body: string;
  callbackData: string | null;
  replyTo: string | null;
  /** What the caller gets: Meta's success, a connection cut without an answer, or silence. */
  answer: 'success' | 'dropped' | 'withheld';
}

export interface GraphRefused {
  kind: 'graph.refused';
  receivedAt: string;
  path: string;
  httpStatus: number;
  /** null when the answer is HTML instead of a Graph error. */
  code: number | null;
  subcode: number | null;
  message: string;
  to: string | null;
  body: string | null;
  callbackData: string | null;
}

export interface WebhookEmitted {
  kind: 'webhook.emitted';
  webhookId: string;
  events: WebhookEvent[];
  payload: object;
}

export type WebhookEvent =
  | { type: 'message'; wamid: string; from: string; text: string }
  | { type: 'status'; wamid: string; to: string; status: string; failure?: { code: number; title: string } };

/** One try to hand a webhook over. `httpStatus` is null when no answer came; only 200 ends the tries. */
export interface WebhookAttempted {
  kind: 'webhook.attempted';
  webhookId: string;
  attempt: number;
  startedAt: string;
  durationMs: number;
  httpStatus: number | null;
  failure: string | null;
}

export interface WebhookAbandoned {
  kind: 'webhook.abandoned';
  webhookId: string;
  reason: string;
}
