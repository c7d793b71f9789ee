export const STEP_NAMES = ['lint', 'types', 'build', 'unit', 'integration', 'journeys'] as const;
export type StepName = (typeof STEP_NAMES)[number];

export const JEST_STEPS: readonly StepName[] = ['unit', 'integration', 'journeys'];
const NEEDS_BUILD: readonly StepName[] = ['integration', 'journeys'];

export interface TestSelection {
  steps: readonly StepName[];
  /** Jest's path patterns; a test file must match one of them. */
  patterns: readonly string[];
}

/**
 * What `npm test -- <words>` asks for. Names of steps choose steps, every other word is a path pattern; patterns alone
 * leave out the steps that have no test files. What boots the product builds it first.
 */
export function selectTests(words: readonly string[]): TestSelection {
  const named = STEP_NAMES.filter((name) => words.includes(name));
  const patterns = words.filter((word) => !isStepName(word));
  const wanted = named.length > 0 ? named : patterns.length > 0 ? JEST_STEPS : STEP_NAMES;
  const build = wanted.some((name) => NEEDS_BUILD.includes(name));
  return {
    steps: STEP_NAMES.filter((name) => wanted.includes(name) || (build && name === 'build')),
    patterns,
  };
}

function isStepName(word: string): word is StepName {
  return (STEP_NAMES as readonly string[]).includes(word);
}
