import { AUTHENTICATION_CASES } from './fixtures/authentication-cases.fixture';
import { BUTTON_CASES } from './fixtures/button-cases.fixture';
import { CAROUSEL_CASES, OFFER_CASES } from './fixtures/offer-and-carousel-cases.fixture';
import type { RuleCase } from './fixtures/drafts.fixture';
import { TEXT_CASES } from './fixtures/text-cases.fixture';
import { VARIABLE_CASES } from './fixtures/variable-cases.fixture';
import { WHOLE_CASES } from './fixtures/whole-cases.fixture';

export type { RuleCase } from './fixtures/drafts.fixture';

/**
 * For every rule a draft that breaks it and one that does not, as near to each other as may be. The one that breaks a
 * rule has no other error; that of a warning has no error at all. The one that keeps it has no error either.
 */
export const RULE_CASES: readonly RuleCase[] = [
  ...WHOLE_CASES,
  ...TEXT_CASES,
  ...VARIABLE_CASES,
  ...BUTTON_CASES,
  ...OFFER_CASES,
  ...CAROUSEL_CASES,
  ...AUTHENTICATION_CASES,
];
