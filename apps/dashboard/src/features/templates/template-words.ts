import type { Template } from '@parley/api-client';
import type { BadgeTone } from '@/ui/badge';

export type StatusWords = {
  word: string;
  tone: BadgeTone;
  /** What it means for whoever wants to send it. */
  means: string;
  /** What to do about it; null where there is nothing to do. */
  advice: string | null;
};

const STATUSES: Readonly<Record<string, StatusWords>> = {
  draft: {
    word: 'Draft',
    tone: 'plain',
    means: 'Only this workspace knows it. It can be sent once WhatsApp has approved it.',
    advice: 'Submit it when its words are as they should be.',
  },
  pending: {
    word: 'In review',
    tone: 'warning',
    means: 'WhatsApp is looking at it: mostly for minutes, at most for a day. It cannot be sent yet.',
    advice: null,
  },
  approved: { word: 'Approved', tone: 'good', means: 'It can be sent.', advice: null },
  rejected: {
    word: 'Rejected',
    tone: 'danger',
    means: 'WhatsApp does not let it be sent as it is.',
    advice: 'Mend what it was rejected for and submit it again.',
  },
  paused: {
    word: 'Paused',
    tone: 'warning',
    means: 'Too many people disliked it. Messages that are made of it wait.',
    advice: 'Ask whether it went to people who expect it. After the third time it is disabled for good.',
  },
  disabled: {
    word: 'Disabled',
    tone: 'danger',
    means: 'People disliked it again and again. It can never be sent any more, changed or deleted.',
    advice: 'Duplicate it under another name, with words that people want to get.',
  },
  flagged: {
    word: 'Flagged',
    tone: 'warning',
    means: 'People dislike it. It can be sent for now, and is paused if that goes on.',
    advice: 'Send it to fewer people, who expect it, or write it anew.',
  },
  in_appeal: {
    word: 'In appeal',
    tone: 'warning',
    means: 'Somebody has asked WhatsApp to look at it again. It cannot be sent meanwhile.',
    advice: null,
  },
  limit_exceeded: {
    word: 'Over the limit',
    tone: 'danger',
    means: 'The account has as many templates as it may have.',
    advice: 'Delete those that nobody uses.',
  },
  locked: {
    word: 'Locked',
    tone: 'danger',
    means: 'WhatsApp keeps it as it is. It can be neither sent nor changed.',
    advice: 'The support of WhatsApp Manager tells why.',
  },
  archived: {
    word: 'Archived',
    tone: 'plain',
    means: 'WhatsApp has put it aside because nobody has sent it for long. It cannot be sent.',
    advice: 'It can be taken back in WhatsApp Manager.',
  },
  pending_deletion: {
    word: 'Being deleted',
    tone: 'plain',
    means: 'WhatsApp deletes it as soon as nothing that was sent with it is under way.',
    advice: null,
  },
  deleted: {
    word: 'Deleted',
    tone: 'plain',
    means: 'It cannot be sent any more. What was sent with it stays.',
    advice: null,
  },
};

/** In the order in which a list offers them. */
export const knownStatuses: readonly string[] = Object.keys(STATUSES);

/** WhatsApp adds words as it likes: what is new is called by its own word. */
export function statusWords(status: string): StatusWords {
  return (
    (Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined) ?? {
      word: sentenceOf(status),
      tone: 'plain',
      means: 'This is WhatsApp’s own word for it. Only what is approved can be sent.',
      advice: null,
    }
  );
}

export type CategoryWords = { word: string; says: string };

const CATEGORIES: Readonly<Record<string, CategoryWords>> = {
  marketing: { word: 'Marketing', says: 'Offers, news, invitations: all that is not asked for.' },
  utility: { word: 'Utility', says: 'About something that they have ordered, booked or asked for.' },
  authentication: { word: 'Authentication', says: 'A code with which they show who they are.' },
};

export const categoryWords = (category: string): CategoryWords =>
  (Object.hasOwn(CATEGORIES, category) ? CATEGORIES[category] : undefined) ?? {
    word: sentenceOf(category),
    says: '',
  };

/** What people think of it; null while WhatsApp has not made up its mind. */
export function qualityWords(quality: string | null): { word: string; tone: BadgeTone } | null {
  if (quality === 'green') return { word: 'High quality', tone: 'good' };
  if (quality === 'yellow') return { word: 'Medium quality', tone: 'warning' };
  if (quality === 'red') return { word: 'Low quality', tone: 'danger' };
  return quality === null || quality === 'unknown' ? null : { word: sentenceOf(quality), tone: 'plain' };
}

type RejectionWords = { because: string; advice: string };

const REJECTIONS: Readonly<Record<string, RejectionWords>> = {
  abusive_content: {
    because: 'WhatsApp finds that its words threaten or insult somebody.',
    advice: 'Write it in calm words, and leave out threats of lawyers or of making something public.',
  },
  category_not_available: {
    because: 'The account may have no templates of this category.',
    advice: 'Choose another category, or ask WhatsApp Manager what keeps the account from it.',
  },
  incorrect_category: {
    because: 'Its words do not fit the category that it was submitted with.',
    advice: 'Choose the other category, or leave out what belongs into it.',
  },
  invalid_format: {
    because: 'Its form is wrong: a variable, a sample or a link is not as it should be.',
    advice: 'Look at what the builder finds, give each variable a sample that looks like a real value.',
  },
  promotional: {
    because: 'It advertises something, which its category is not for.',
    advice: 'Make it a marketing template, or leave the advertising out.',
  },
  scam: {
    because: 'WhatsApp takes it for an attempt to deceive people.',
    advice: 'Say who you are, ask for no passwords or card numbers, and link to your own site only.',
  },
  tag_content_mismatch: {
    because: 'Its words are in another language, or about something else, than it says of itself.',
    advice: 'Choose the language that it is written in.',
  },
};

/** Why it was rejected. `reason` is WhatsApp's own word or sentence. */
export function rejectionWords(reason: string | null): RejectionWords {
  const known = REJECTIONS[(reason ?? '').toLowerCase()];
  if (known) return known;
  return {
    because: reason ? fullSentence(reason) : 'WhatsApp does not say why.',
    advice: 'Change its words and submit it again.',
  };
}

/** Why it is paused and for how long, as far as WhatsApp says. */
export function pauseWords({
  pauseReason,
  pausedUntil,
}: Pick<Template, 'pauseReason' | 'pausedUntil'>): string {
  if (pauseReason === 'first_pause') return 'This is its first pause, of three hours.';
  if (pauseReason === 'second_pause')
    return 'This is its second pause, of six hours. The next one is for good.';
  if (pausedUntil === null)
    return 'It was sent to too many people too fast for a new one. This pause ends when somebody ends it.';
  return 'The pause ends by itself.';
}

/** What the category was or is to become; null where neither is known. */
export function categoryNews({
  category,
  previousCategory,
  correctCategory,
}: Pick<Template, 'category' | 'previousCategory' | 'correctCategory'>): string | null {
  const now = categoryWords(category).word.toLowerCase();
  if (correctCategory !== null && correctCategory !== category) {
    return (
      `WhatsApp holds it for ${categoryWords(correctCategory).word.toLowerCase()} and has announced to make it that. ` +
      'What it costs to send changes with it. Change its words if that is not what it is.'
    );
  }
  if (previousCategory !== null && previousCategory !== category) {
    return (
      `WhatsApp has made it ${now}; it was ${categoryWords(previousCategory).word.toLowerCase()}. ` +
      'What it costs to send, and whom your policies let it reach, are those of the new category.'
    );
  }
  return null;
}

/** "pending_deletion" as words: "Pending deletion" */
export function sentenceOf(word: string): string {
  const text = word.replaceAll('_', ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function fullSentence(reason: string): string {
  const text = sentenceOf(/\s/.test(reason) ? reason : reason.toLowerCase());
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
