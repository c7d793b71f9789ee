import type { TemplateHistoryEntry } from '@parley/api-client';
import { categoryWords, qualityWords, rejectionWords, statusWords } from '../template-words';

export type HistorySentence = {
  /** Who did it; may be written in any script. */
  who: string;
  /** What follows: "approved it" */
  did: string;
  /** WhatsApp's own words, or what they mean. */
  because: string | null;
};

const WHATSAPP = 'WhatsApp';

type Entry = Pick<TemplateHistoryEntry, 'kind' | 'before' | 'after' | 'reason' | 'byName'>;

/** Of what is new, WhatsApp tells first that it does not know yet what people think of it. */
export const isWorthTelling = ({ kind, before, after }: Entry): boolean =>
  kind !== 'quality' || before !== null || qualityWords(after) !== null;

/** What happened to a template, as a sentence. */
export function historySentence(entry: Entry): HistorySentence {
  const { kind, before, after, reason, byName } = entry;
  const said = (did: string, because: string | null = null) => ({ who: byName ?? WHATSAPP, did, because });
  switch (kind) {
    case 'created':
      return byName === null
        ? { who: WHATSAPP, did: 'had it already when it was asked', because: null }
        : said('wrote it');
    case 'changed':
      return said('changed it');
    case 'submitted':
      return said('submitted it');
    case 'refused':
      return { who: WHATSAPP, did: 'did not take it', because: reason };
    case 'status':
      return byName === null
        ? statusSentence(after, reason)
        : said(after === 'deleted' ? 'deleted it' : 'ended its pause');
    case 'quality':
      return said(`rates it: ${(qualityWords(after)?.word ?? 'not rated').toLowerCase()}`);
    case 'category': {
      const was = before === null ? '' : `, which was ${categoryWords(before).word.toLowerCase()}`;
      return said(`made it ${categoryWords(after ?? '').word.toLowerCase()}${was}`);
    }
    case 'drift':
      return said('has other words than were submitted');
  }
}

const STATUS_DEEDS: Readonly<Record<string, string>> = {
  pending: 'is looking at it',
  approved: 'approved it',
  rejected: 'rejected it',
  paused: 'paused it',
  disabled: 'disabled it',
  flagged: 'flagged it',
  in_appeal: 'looks at it again',
  locked: 'locked it',
  archived: 'put it aside',
  pending_deletion: 'is deleting it',
  deleted: 'has deleted it',
};

function statusSentence(after: string | null, reason: string | null): HistorySentence {
  const status = after ?? '';
  const did = Object.hasOwn(STATUS_DEEDS, status) ? STATUS_DEEDS[status] : undefined;
  return {
    who: WHATSAPP,
    did: did ?? `says: ${statusWords(status).word.toLowerCase()}`,
    because: status === 'rejected' && reason !== null ? rejectionWords(reason).because : null,
  };
}
