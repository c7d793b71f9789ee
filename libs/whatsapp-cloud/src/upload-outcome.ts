import type { Attempt } from './graph-answer';
import { type CallFailure, readCall } from './call-outcome';
import type { Exchange } from './graph-exchange';
import { textAt } from './json-reading';

/** What became of an upload. An upload may be made twice without harm: what nobody sends is gone after 30 days. */
export type UploadOutcome =
  | { kind: 'uploaded'; mediaId: string; attempt: Attempt }
  | CallFailure
  /** It would never be taken, so it was not sent, or not to its end. */
  | { kind: 'refused'; code: RefusedUpload; reason: string };

export type RefusedUpload = 'too_large' | 'empty_file' | 'malformed_type';

/** Reads how an upload ended. Never throws, whatever came. */
export function uploadOutcomeOf(exchange: Exchange, secret: string, nowMs: number): UploadOutcome {
  return readCall(exchange, { secrets: secret, nowMs, wanted: 'a media id', read: mediaIdIn });
}

function mediaIdIn(content: unknown): { kind: 'uploaded'; mediaId: string } | null {
  const mediaId = textAt(content, 'id');
  return mediaId ? { kind: 'uploaded', mediaId } : null;
}
