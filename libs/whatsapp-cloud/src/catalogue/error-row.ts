/**
 * What may be done after Graph refused with a given error code.
 * - `retry`: refused before processing; the same request may be sent again after a pause
 * - `ambiguous`: Graph failed on the way; the message may have been sent, so wait for a status before sending again
 * - `permanent`: this request will never be accepted
 * - `blocked`: the token, number or account cannot send; stop sending for it and tell someone
 * - `later`: allowed again after hours, not seconds
 * - `opt_out`: the person does not want these messages; send no more of them
 */
export type RetryClass = 'retry' | 'ambiguous' | 'permanent' | 'blocked' | 'later' | 'opt_out';

/**
 * What an error is about, and so what else it stops: this message alone, all messages between this number and this
 * person, the number, the account that has it, all that our app does at Meta, or all messages of this template.
 */
export type ErrorScope = 'message' | 'pair' | 'number' | 'account' | 'app' | 'template';

/** Who can do something about it. */
export type ErrorFault = 'business' | 'recipient' | 'meta' | 'parley';

/** A code, or the first and the last of a range. */
export type ErrorCodes = number | readonly [first: number, last: number];

export interface ErrorRow {
  readonly codes: readonly ErrorCodes[];
  readonly retry: RetryClass;
  readonly scope: ErrorScope;
  /** A few words, without a full stop. */
  readonly title: string;
  /** For a company's admin. */
  readonly meaning: string;
  readonly fault: ErrorFault;
  /** What to do next. */
  readonly next: string;
  readonly docsUrl: string;
  /** How long to leave what `scope` names alone, where Meta says so or its behaviour suggests it. */
  readonly pauseMs?: number;
}

const META = 'https://developers.facebook.com/docs';

export const DOCS = {
  codes: `${META}/whatsapp/cloud-api/support/error-codes`,
  graph: `${META}/graph-api/guides/error-handling`,
  limits: `${META}/graph-api/overview/rate-limiting`,
  templates: `${META}/whatsapp/business-management-api/message-templates`,
} as const;

const SECOND_MS = 1_000;
export const PAUSES = {
  second: SECOND_MS,
  minute: 60 * SECOND_MS,
  fiveMinutes: 5 * 60 * SECOND_MS,
  tenMinutes: 10 * 60 * SECOND_MS,
  hour: 60 * 60 * SECOND_MS,
  threeHours: 3 * 60 * 60 * SECOND_MS,
  day: 24 * 60 * 60 * SECOND_MS,
  threeDays: 72 * 60 * 60 * SECOND_MS,
} as const;
