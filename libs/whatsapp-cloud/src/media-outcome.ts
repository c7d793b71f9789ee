import type { Readable } from 'node:stream';
import type { GraphError } from './graph-error';

/** What became of the wish to read a file. */
export type MediaOutcome =
  | {
      readonly kind: 'opened';
      /** Fails with `code` too_large or too_slow, or as the connection does. Whoever reads it must end it. */
      readonly content: Readable;
      /** As Graph says, or where only the address of the webhook was asked, its server. */
      readonly mimeType: string | null;
      readonly byteSize: number | null;
      /** As it came: hexadecimal or base64. */
      readonly sha256: string | null;
    }
  /** It will never come. */
  | NotOpened<'refused', 'media_gone' | 'refused_host' | 'too_large' | 'refused_by_whatsapp'>
  /** It may come later. */
  | NotOpened<
      'postponed',
      'access_token_refused' | 'unreachable' | 'busy' | 'unexpected_answer' | 'media_not_found'
    >;

interface NotOpened<Kind extends string, Code extends string> {
  readonly kind: Kind;
  readonly code: Code;
  /** For people. */
  readonly reason: string;
}

type Refused = Extract<MediaOutcome, { kind: 'refused' }>;
type Postponed = Extract<MediaOutcome, { kind: 'postponed' }>;

const REASONS = {
  media_gone: 'WhatsApp does not have this file any more, or not for this number.',
  refused_host: 'WhatsApp named an address for this file that we do not trust, so nobody was asked.',
  too_large: 'The file is larger than we take.',
  access_token_refused: 'WhatsApp refused the access token of this number. Give the channel a new one.',
  unreachable: 'We could not reach WhatsApp for this file.',
  busy: 'WhatsApp was too busy to give us this file.',
  unexpected_answer: 'WhatsApp gave something else than this file.',
  media_not_found: 'WhatsApp named an address for this file, but there was nothing.',
};

export function refused(code: Exclude<Refused['code'], 'refused_by_whatsapp'>): Refused {
  return { kind: 'refused', code, reason: REASONS[code] };
}

export function postponed(code: Postponed['code']): Postponed {
  return { kind: 'postponed', code, reason: REASONS[code] };
}

/** An unknown id, which is also what an id that is not for this token looks like (facts: cloud-api.md A3). */
const UNKNOWN_OBJECT = [33, 100];

export function outcomeOfError({ code, retry, details, message }: GraphError): Refused | Postponed {
  if (code !== null && UNKNOWN_OBJECT.includes(code)) return refused('media_gone');
  switch (retry) {
    case 'blocked':
      return postponed('access_token_refused');
    case 'retry':
    case 'ambiguous':
    case 'later':
      return postponed('busy');
    case 'permanent':
    case 'opt_out':
      return {
        kind: 'refused',
        code: 'refused_by_whatsapp',
        reason: `WhatsApp does not give us this file: ${details ?? message}`,
      };
  }
}
