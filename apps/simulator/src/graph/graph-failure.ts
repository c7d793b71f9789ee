import { newTraceId } from './identifiers';

/** A refusal as Graph words it. */
export interface GraphFailure {
  httpStatus: number;
  code: number;
  subcode?: number;
  type: 'OAuthException' | 'GraphMethodException';
  message: string;
  details?: string;
  /** Only where Graph says so; a hint, not a promise. */
  isTransient?: boolean;
  /** For people, in the language of whoever owns the token; given together. */
  userTitle?: string;
  userMessage?: string;
}

/** What Graph says to a call that is no send. */
export type Answer = object | GraphFailure;

export function isFailure(answer: object): answer is GraphFailure {
  return 'httpStatus' in answer;
}

/** The JSON of a refusal; `fbtrace_id` is new every time. */
export function failureBody(failure: GraphFailure): object {
  return {
    error: {
      message: failure.message,
      type: failure.type,
      code: failure.code,
      ...(failure.subcode === undefined ? {} : { error_subcode: failure.subcode }),
      ...(failure.isTransient === undefined ? {} : { is_transient: failure.isTransient }),
      ...(failure.userTitle === undefined ? {} : { error_user_title: failure.userTitle }),
      ...(failure.userMessage === undefined ? {} : { error_user_msg: failure.userMessage }),
      ...(failure.details === undefined
        ? {}
        : { error_data: { messaging_product: 'whatsapp', details: failure.details } }),
      fbtrace_id: newTraceId(),
    },
  };
}

export const TOKEN_MISSING: GraphFailure = {
  httpStatus: 401,
  code: 104,
  type: 'OAuthException',
  message: 'An access token is required to request this resource.',
};

export const TOKEN_INVALID: GraphFailure = {
  httpStatus: 401,
  code: 190,
  type: 'OAuthException',
  message: 'Invalid OAuth access token - Cannot parse access token',
};

export const TOKEN_EXPIRED: GraphFailure = {
  httpStatus: 401,
  code: 190,
  subcode: 463,
  type: 'OAuthException',
  message:
    'Error validating access token: Session has expired on Tuesday, 17-Nov-26 11:00:00 PST. ' +
    'The current time is Saturday, 21-Nov-26 12:00:00 PST.',
};

const TOKEN_OVER: Readonly<Record<number, string>> = {
  460:
    'Error validating access token: The session has been invalidated because the user changed their password or ' +
    'Facebook has changed the session for security reasons.',
  467: 'Error validating access token: The session is invalid because the user logged out.',
};

/** @param subcode 460 or 467 */
export function tokenOver(subcode: number): GraphFailure {
  const message = TOKEN_OVER[subcode] ?? TOKEN_INVALID.message;
  return { httpStatus: 401, code: 190, subcode, type: 'OAuthException', message };
}

export const INTERNAL: GraphFailure = {
  httpStatus: 500,
  code: 1,
  type: 'OAuthException',
  message: 'An unknown error occurred',
};

export function unknownObject(method: string, id: string): GraphFailure {
  return {
    httpStatus: 400,
    code: 100,
    subcode: 33,
    type: 'GraphMethodException',
    message:
      `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to ` +
      'missing permissions, or does not support this operation. Please read the Graph API documentation at ' +
      'https://developers.facebook.com/docs/graph-api',
  };
}

export function unknownPath(path: string): GraphFailure {
  return { httpStatus: 400, code: 2500, type: 'OAuthException', message: `Unknown path components: ${path}` };
}

/** Code 100 with Graph's `(#100)` prefix. */
export function invalidParameter(message: string): GraphFailure {
  return { httpStatus: 400, code: 100, type: 'OAuthException', message: `(#100) ${message}` };
}

/** One of the WhatsApp codes from 130000 on, with details. */
export function refused(code: number, title: string, details: string, httpStatus = 400): GraphFailure {
  return { httpStatus, code, type: 'OAuthException', message: `(#${code}) ${title}`, details };
}
