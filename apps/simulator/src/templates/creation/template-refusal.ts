import type { GraphFailure } from '../../graph/graph-failure';

/** Subcodes of code 100 that Meta has for templates (facts A4); the last two are from elsewhere and not confirmed. */
export const SUBCODES = {
  tooManyTemplates: 2388019,
  statusCannotChange: 2388039,
  tooLong: 2388040,
  header: 2388047,
  body: 2388072,
  footer: 2388073,
  tooManyVariables: 2388293,
  variableAtTheEdge: 2388299,
  languageBeingDeleted: 2388023,
  languageExists: 2388024,
} as const;

/** Meta's words for people are in `error_user_title` and `error_user_msg`; the message is the same for all of them. */
export function templateRefusal(
  subcode: keyof typeof SUBCODES | null,
  userTitle: string,
  userMessage: string,
): GraphFailure {
  return {
    httpStatus: 400,
    code: 100,
    ...(subcode !== null && { subcode: SUBCODES[subcode] }),
    type: 'OAuthException',
    message: 'Invalid parameter',
    isTransient: false,
    userTitle,
    userMessage,
  };
}

export function tooLong(part: string, most: number): GraphFailure {
  return templateRefusal(
    'tooLong',
    'Character limit exceeded',
    `${part} can have at most ${most} characters.`,
  );
}
