import type { StatusOrders } from '../faults/effect';
import type { FaultRule } from '../faults/fault-rule';
import type { LimitSettings } from '../limits/limit-settings';
import type { MediaFile } from '../media/media-file';
import type { AccountState } from '../onboarding/account-state';
import type { BusinessProfile } from '../onboarding/business-profile';
import type { Signup } from '../onboarding/signup';
import type { Recipient } from '../sends/recipient';
import type { SendType } from '../sends/send-request';
import type { BusinessNumber } from '../settings';
import type { Template } from '../templates/template';
import type { AccessToken, Revocation } from '../tokens/access-token';
import type { UploadSession } from '../uploads/upload-session';

/** One line of the ledger. `seq` starts at 1 and has no gaps; `at` is ISO 8601 with milliseconds. */
export type LedgerEntry = LedgerEvent & { seq: number; at: string };

export type LedgerEvent =
  | PersonJoined
  | NumberAdded
  | GraphAccepted
  | GraphRefused
  | GraphUnread
  | GraphRead
  | WebhookEmitted
  | WebhookAttempted
  | WebhookAbandoned
  | MediaUploaded
  | MediaAsked
  | MediaDeleted
  | TemplateSet
  | TemplateDeleted
  | TemplatesCleared
  | TokenIssued
  | TokenRevoked
  | SignupMade
  | SignupUsed
  | NumberChanged
  | NumberStepped
  | ProfileSet
  | AccountChanged
  | UploadStarted
  | UploadFinished
  | AppSubscribed
  | AppUnsubscribed
  | LimitsSet
  | FaultsSet
  | ClockAdvanced;

export interface PersonJoined {
  kind: 'person.joined';
  phone: string;
  name: string;
}

export interface NumberAdded {
  kind: 'number.added';
  number: BusinessNumber;
}

/** Written before the answer goes out: from here on the message counts as sent, whatever the caller got to see. */
export interface GraphAccepted {
  kind: 'graph.accepted';
  receivedAt: string;
  /** Microseconds by a clock that never goes back; only older ledgers lack it. */
  arrivedAtUs?: number;
  wamid: string;
  /** The business's number that it was sent from. */
  phoneNumberId: string;
  /** The recipient's digits, or the id of a user or a group. */
  to: string;
  /** Which of these it is, unless a phone number. */
  recipientKind?: Recipient['kind'];
  /** The recipient as the caller wrote it. */
  input: string;
  /** What it is, unless text. */
  type?: SendType;
  /** What stood under its type's name, unless text. */
  content?: object;
  /** What the phone shows of it. */
  body: string;
  callbackData: string | null;
  replyTo: string | null;
  /** Of a template. */
  category?: Template['category'];
  /** What the caller gets: Meta's success, a connection reset or closed without an answer, silence, or what nobody can read. */
  answer: 'success' | 'dropped' | 'closed' | 'withheld' | 'garbled';
  /** What is unusual about its statuses. */
  orders?: StatusOrders;
}

export interface GraphRefused {
  kind: 'graph.refused';
  receivedAt: string;
  arrivedAtUs?: number;
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

/** The connection was reset before anything of a send was read. */
export interface GraphUnread {
  kind: 'graph.unread';
  arrivedAtUs: number;
  path: string;
}

/** The business has read a message of a person, and may be writing. */
export interface GraphRead {
  kind: 'graph.read';
  arrivedAtUs: number;
  phoneNumberId: string;
  readWamid: string;
  isTyping: boolean;
}

export interface WebhookEmitted {
  kind: 'webhook.emitted';
  webhookId: string;
  events: WebhookEvent[];
  payload: object;
  /** Of a load, whose people do not appear on the phone page. */
  ofLoad?: true;
  /** No app is subscribed to the account: it goes nowhere. */
  isUnheard?: true;
  /** So often it comes again although it was answered with 200. */
  retriesAfter200?: number;
}

/** What one element of a webhook says, and by what the product's rows can be recognised. */
export type WebhookEvent = MessageEvent | StatusEvent | NewsEvent;

/** Something in a conversation: a message of any type, a reaction, an edit, a call; also what the business's own app wrote. */
export interface MessageEvent {
  type: 'message';
  wamid: string;
  /** The person's digits, or their business-scoped id where the webhook has no phone number. */
  from: string;
  text: string;
  /** Meta's word for it, unless text. */
  messageType?: string;
  /** The file that came with it. */
  media?: SentFile;
  /** The number that was written to, unless the first. */
  phoneNumberId?: string;
  /** In a load: who it is, whatever they are called, and which one of theirs it is: 0, 1, 2, … */
  person?: string;
  sequence?: number;
  /** In a load: by what it says who it is; one with several says that they are the same. */
  identities?: string[];
}

/** What a phone shows of a file. */
export type SentFile = Pick<MediaFile, 'id' | 'kind' | 'mimeType' | 'byteSize' | 'fileName'>;

export interface StatusEvent {
  type: 'status';
  wamid: string;
  to: string;
  status: string;
  failure?: { code: number; title: string };
  phoneNumberId?: string;
}

/** News of the account or of a person, or something that nobody can understand: `marker` stands somewhere in it. */
export interface NewsEvent {
  type: 'account' | 'person' | 'preference' | 'poison';
  field: string;
  marker: string;
  wabaId: string;
}

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

/** Somebody put a file into their phone; the webhook that tells of it comes after it. */
export interface MediaUploaded {
  kind: 'media.uploaded';
  file: MediaFile;
}

/** The product asked for the bytes of a file, and got this. */
export interface MediaAsked {
  kind: 'media.asked';
  mediaId: string;
  httpStatus: number;
}

/** The product deleted it: Graph does not know it any more. */
export interface MediaDeleted {
  kind: 'media.deleted';
  mediaId: string;
}

/** A template that the account has from now on, or as it is from now on. */
export interface TemplateSet {
  kind: 'template.set';
  template: Template;
  /** Done by the business through Graph; absent: by Meta, or given. */
  by?: 'creation' | 'edit';
}

export interface TemplateDeleted {
  kind: 'template.deleted';
  template: Pick<Template, 'id' | 'wabaId' | 'name' | 'language'>;
}

export interface TemplatesCleared {
  kind: 'templates.cleared';
}

export interface TokenIssued {
  kind: 'token.issued';
  token: AccessToken;
}

export interface TokenRevoked {
  kind: 'token.revoked';
  fingerprint: string;
  because: Revocation;
}

/** A company went through Embedded Signup, and its browser has a code. */
export interface SignupMade {
  kind: 'signup.made';
  signup: Signup;
}

/** The code was exchanged: it is good only once. */
export interface SignupUsed {
  kind: 'signup.used';
  code: string;
}

/** A number as it is from now on. */
export interface NumberChanged {
  kind: 'number.changed';
  number: BusinessNumber;
}

/** A step on the way to a registered number, or back: what the limits for attempts count. */
export interface NumberStepped {
  kind: 'number.stepped';
  phoneNumberId: string;
  step: 'register' | 'deregister';
}

export interface ProfileSet {
  kind: 'profile.set';
  phoneNumberId: string;
  profile: BusinessProfile;
}

/** An account as it is from now on. */
export interface AccountChanged {
  kind: 'account.changed';
  wabaId: string;
  account: AccountState;
}

export interface UploadStarted {
  kind: 'upload.started';
  upload: UploadSession;
}

/** All bytes are there; from here on the handle stands for them. */
export interface UploadFinished {
  kind: 'upload.finished';
  uploadId: string;
  handle: string;
}

/** The product's app listens to an account. */
export interface AppSubscribed {
  kind: 'app.subscribed';
  wabaId: string;
  overrideUrl: string | null;
}

export interface AppUnsubscribed {
  kind: 'app.unsubscribed';
  wabaId: string;
}

export interface LimitsSet {
  kind: 'limits.set';
  limits: LimitSettings;
}

export interface FaultsSet {
  kind: 'faults.set';
  seed: number;
  rules: readonly FaultRule[];
}

export interface ClockAdvanced {
  kind: 'clock.advanced';
  byMs: number;
}
