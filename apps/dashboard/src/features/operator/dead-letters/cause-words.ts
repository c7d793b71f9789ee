import type { DeadLetterState, DeadLetterStage } from '@parley/api-client';
import type { BadgeTone } from '@/ui/badge';

export type CauseWords = {
  title: string;
  /** What happened. */
  meaning: string;
  /** What to do about it, so that replaying helps. */
  next: string;
};

const byReason: Record<string, CauseWords> = {
  unknown_channel: {
    title: 'Unknown number',
    meaning: 'These came for a number or account that no workspace has connected.',
    next: 'Let a workspace connect the number, then replay the group. If nobody is going to, discard it.',
  },
  ambiguous_account: {
    title: 'More than one workspace could be meant',
    meaning:
      'These name only the WhatsApp Business Account, and numbers of it are connected in several workspaces.',
    next: 'Parley does not guess. Once all numbers of the account are in one workspace, replay the group; else discard it.',
  },
  not_json: {
    title: 'Not JSON',
    meaning: 'The signature is right, but the body cannot be read as JSON.',
    next: 'Look at the body. Nothing can be taken out of it, so replaying helps only after an update of Parley.',
  },
  too_large: {
    title: 'Nested too deeply or too large',
    meaning: 'The body has more levels or parts than Parley takes apart.',
    next: 'Look at the body. If it is real, report it; replay it after an update of Parley.',
  },
  not_a_webhook: {
    title: 'Not a webhook',
    meaning: 'It is JSON with a right signature, but not of the shape that the provider sends.',
    next: 'Look at who sends it: something else may hold your app secret. Usually these can be discarded.',
  },
  not_understood: {
    title: 'Not understood',
    meaning: 'A part lacks what is needed to place it, such as an id or a sender.',
    next: 'Look at the part. The provider may have changed its format: replay after an update of Parley.',
  },
  explode_failed: {
    title: 'Could not be taken apart',
    meaning: 'Parley failed each time it tried to split the webhook into its parts.',
    next: 'Read the error. After the fault is mended, replay the group; nothing is applied twice.',
  },
  apply_failed: {
    title: 'Could not be applied',
    meaning: 'Parley failed each time it tried to write the event into the workspace.',
    next: 'Read the error. After the fault is mended, replay the group; nothing is applied twice.',
  },
  crashed: {
    title: 'The worker stopped on it',
    meaning: 'A worker died each time it was its turn, so it was set aside to let the others pass.',
    next: 'Mostly the worker lacked memory: raise its limit, then replay one and watch. Report it if it stops again.',
  },
};

/** One cause in plain words; for a reason that is newer than this page, the reason itself. */
export function causeWords(stage: DeadLetterStage, reason: string): CauseWords {
  return (
    byReason[reason] ?? {
      title: inWords(reason),
      meaning: `It was set aside ${stageWords[stage] ?? 'on its way'}.`,
      next: 'Open one and read what it says, then replay or discard it.',
    }
  );
}

/** The reasons that this page has words for. */
export const knownReasons: readonly string[] = Object.keys(byReason);

export const stageWords: Record<DeadLetterStage, string> = {
  explode: 'while it was taken apart',
  route: 'while its workspace was looked for',
  apply: 'while it was applied',
};

export const letterStateWords: Record<DeadLetterState, string> = {
  waiting: 'Waiting',
  replaying: 'Being replayed',
  replayed: 'Replayed',
  discarded: 'Discarded',
};

export const letterTone: Record<DeadLetterState, BadgeTone> = {
  waiting: 'danger',
  replaying: 'warning',
  replayed: 'good',
  discarded: 'plain',
};

function inWords(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
