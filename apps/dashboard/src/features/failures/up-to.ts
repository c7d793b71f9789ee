import type { ExplainedFailure } from '@parley/api-client';

const WORDS: Record<ExplainedFailure['fault'], string> = {
  business: 'Up to your company',
  recipient: 'Up to the recipient',
  provider: 'Up to WhatsApp',
  parley: 'Up to whoever runs Parley',
};

/** Who can do something about it. */
export const upTo = (fault: ExplainedFailure['fault']): string => WORDS[fault];
