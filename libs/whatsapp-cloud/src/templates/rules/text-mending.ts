import { hasSamples, sampleOf, withSamples } from '../samples';
import { withAt } from '../places';
import type { TemplateView, TextView } from '../template-view';
import { labelsIn } from '../variables';

/** The draft with another text at this place, and with the samples of the variables that are still in it. */
export function withText(template: TemplateView, text: TextView, words: string): unknown {
  const draft = withAt(template.draft, text.path, words);
  const labels = labelsIn(words);
  const isSame = labels.length === text.labels.length && labels.every((label) => text.labels.includes(label));
  if (isSame || !hasSamples(text)) return draft;
  return withSamples(draft, text, template.format, labels, (label) => sampleOf(text, label));
}
