import { AUTHENTICATION_RULES } from './rules/authentication-rules';
import { BODY_RULES, FOOTER_RULES } from './rules/body-rules';
import { BUTTON_KIND_RULES } from './rules/button-kind-rules';
import { BUTTON_RULES } from './rules/button-rules';
import { CAROUSEL_RULES } from './rules/carousel-rules';
import { HEADER_RULES } from './rules/header-rules';
import { LENGTH_RULES } from './rules/length-rules';
import { OFFER_RULES } from './rules/offer-rules';
import { SAMPLE_RULES } from './rules/sample-rules';
import type { TemplateRule } from './rules/template-rule';
import { VARIABLE_RULES } from './rules/variable-rules';
import { WHOLE_RULES } from './rules/whole-rules';

export interface RuleChapter {
  readonly title: string;
  readonly rules: readonly TemplateRule[];
}

export const RULE_CHAPTERS: readonly RuleChapter[] = [
  { title: 'The template as a whole', rules: WHOLE_RULES },
  { title: 'Lengths', rules: LENGTH_RULES },
  { title: 'Header', rules: HEADER_RULES },
  { title: 'Body', rules: BODY_RULES },
  { title: 'Footer', rules: FOOTER_RULES },
  { title: 'Variables', rules: VARIABLE_RULES },
  { title: 'Samples', rules: SAMPLE_RULES },
  { title: 'Buttons', rules: BUTTON_RULES },
  { title: 'Kinds of buttons', rules: BUTTON_KIND_RULES },
  { title: 'Limited-time offers', rules: OFFER_RULES },
  { title: 'Carousels', rules: CAROUSEL_RULES },
  { title: 'Authentication', rules: AUTHENTICATION_RULES },
];

/** All that Parley knows of what Meta takes as a template, in the order in which findings are told. */
export const TEMPLATE_RULES: readonly TemplateRule[] = RULE_CHAPTERS.flatMap(({ rules }) => rules);
