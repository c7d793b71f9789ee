type KeyPress = {
  key: string;
  nativeEvent: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>;
};

/** What an input method reports for every key that it takes; Safari says by nothing else that Enter only ended a word. */
const TAKEN_BY_INPUT_METHOD = 229;

/** Whether Enter was pressed to act, and not to end a word that an input method composes. */
export function isEnter({ key, nativeEvent: { isComposing, keyCode } }: KeyPress): boolean {
  return key === 'Enter' && !isComposing && keyCode !== TAKEN_BY_INPUT_METHOD;
}
