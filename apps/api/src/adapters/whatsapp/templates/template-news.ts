import { TemplateNews, ToldNews } from '../../../channels';
import { asId, asRecord, asText, beginningOf, Json } from '../normalise/reading';
import { languageIn, purposeIn, statusIn, wordIn } from './template-words';

const HOUR_MS = 3_600_000;
/** The others end when somebody ends them (facts: cloud-api.md E). */
const PAUSED_FOR_MS: Readonly<Record<string, number>> = {
  FIRST_PAUSE: 3 * HOUR_MS,
  SECOND_PAUSE: 6 * HOUR_MS,
};
const MOST_WORDS = 1_000;

type Said = Pick<TemplateNews, 'status' | 'quality' | 'category' | 'hasNewWords'>;

const READERS: Readonly<Record<string, (value: Json) => Said | null>> = {
  message_template_status_update: statusOf,
  message_template_quality_update: ({ new_quality_score: score }) => {
    const quality = wordIn(score);
    return quality === null ? null : { quality };
  },
  message_template_components_update: () => ({ hasNewWords: true }),
  template_category_update: categoryOf,
  template_correct_category_detection: categoryOf,
};

export const TEMPLATE_NEWS_FIELDS: readonly string[] = Object.keys(READERS);

/** What Meta's news of an account says of a template (facts: cloud-api.md C4). Never throws. */
export function templateNewsOf({ field, payload }: ToldNews): TemplateNews | null {
  const value = asRecord(payload) ?? {};
  const said = Object.hasOwn(READERS, field) ? READERS[field]?.(value) : null;
  const name = asText(value.message_template_name);
  const language = languageIn(value.message_template_language);
  if (said === null || said === undefined || name === undefined || language === '') return null;
  return { externalId: asId(value.message_template_id) ?? null, name, language, ...said };
}

function statusOf(value: Json): Said | null {
  const now = statusIn(value.event);
  if (now === null) return null;
  const told = asRecord(value.rejection_info) ?? {};
  const pause = asRecord(value.other_info) ?? {};
  const isPause = now === 'paused';
  const title = asText(pause.title) ?? '';
  return {
    status: {
      now,
      rejectionReason: now === 'rejected' ? (words(told.reason) ?? wordIn(value.reason)) : null,
      recommendation: now === 'rejected' ? words(told.recommendation) : null,
      pauseReason: isPause ? wordIn(pause.title) : null,
      pausedForMs: isPause ? (PAUSED_FOR_MS[title] ?? null) : null,
    },
  };
}

/** It was changed; or it will be, or should be: then Meta says what it holds it for. */
function categoryOf(value: Json): Said | null {
  const now = purposeIn(value.new_category ?? value.category);
  const correct = purposeIn(value.correct_category);
  const isDone = value.previous_category !== undefined;
  if (now === null && correct === null) return null;
  return { category: { now: isDone ? now : null, previous: wordIn(value.previous_category), correct } };
}

function words(value: unknown): string | null {
  const text = asText(value);
  return text === undefined ? null : beginningOf(text, MOST_WORDS);
}
