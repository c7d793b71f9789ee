import { refused, TOKEN_EXPIRED, type GraphFailure } from './graph-failure';

interface KnownError {
  httpStatus: number;
  title: string;
  details?: string;
  isTransient?: true;
  /** Meta tells of it in a status, after 200, rather than in the answer. */
  isAsync?: true;
}

/** Facts A4: codes that a send can meet, with the status that Graph gives and what it calls them. */
const ERRORS: Readonly<Record<number, KnownError>> = {
  0: { httpStatus: 401, title: 'AuthException' },
  1: { httpStatus: 400, title: 'An unknown error occurred', isTransient: true },
  2: { httpStatus: 503, title: 'Service temporarily unavailable', isTransient: true },
  3: { httpStatus: 500, title: 'Application does not have the capability to make this API call.' },
  4: { httpStatus: 400, title: 'Application request limit reached', isTransient: true },
  10: { httpStatus: 403, title: 'Application does not have permission for this action' },
  33: { httpStatus: 400, title: 'Parameter value is not valid' },
  100: { httpStatus: 400, title: 'Invalid parameter', details: 'One or more parameters are not valid.' },
  190: { httpStatus: 401, title: 'Access token has expired' },
  200: { httpStatus: 403, title: 'Permissions error' },
  368: { httpStatus: 403, title: 'Temporarily blocked for policies violations' },
  80007: { httpStatus: 400, title: 'Rate limit issues', isTransient: true },
  80008: { httpStatus: 400, title: 'Rate limit issues', isTransient: true },
  130403: { httpStatus: 400, title: 'Recipient is blocked by the business' },
  130429: {
    httpStatus: 400,
    title: 'Rate limit hit',
    details: 'Cloud API message throughput has been reached.',
  },
  130472: { httpStatus: 400, title: "User's number is part of an experiment", isAsync: true },
  130497: { httpStatus: 403, title: 'Business account is restricted from messaging users in this country' },
  131000: { httpStatus: 500, title: 'Something went wrong', isTransient: true },
  131005: { httpStatus: 403, title: 'Access denied' },
  131008: { httpStatus: 400, title: 'Required parameter is missing' },
  131009: { httpStatus: 400, title: 'Parameter value is not valid' },
  131016: { httpStatus: 500, title: 'Service unavailable', isTransient: true },
  131020: { httpStatus: 400, title: 'Group is not available' },
  131021: { httpStatus: 400, title: 'Recipient cannot be sender' },
  131026: {
    httpStatus: 400,
    title: 'Message undeliverable',
    details: 'Message Undeliverable.',
    isAsync: true,
  },
  131030: { httpStatus: 400, title: 'Recipient phone number not in allowed list' },
  131031: { httpStatus: 403, title: 'Account has been locked' },
  131037: { httpStatus: 400, title: 'WhatsApp provided number needs display name approval' },
  131041: { httpStatus: 400, title: 'Unknown group' },
  131042: { httpStatus: 400, title: 'Business eligibility payment issue', isAsync: true },
  131045: { httpStatus: 500, title: 'Incorrect certificate' },
  131047: {
    httpStatus: 400,
    title: 'Re-engagement message',
    details:
      'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
    isAsync: true,
  },
  131048: {
    httpStatus: 400,
    title: 'Spam rate limit hit',
    details:
      'Message failed to send because there are restrictions on how many messages can be sent from this phone number.',
    isAsync: true,
  },
  131049: {
    httpStatus: 400,
    title: 'This message was not delivered to maintain healthy ecosystem engagement.',
    isAsync: true,
  },
  131050: { httpStatus: 400, title: 'User has stopped marketing messages from your business', isAsync: true },
  131051: { httpStatus: 400, title: 'Unsupported message type' },
  131052: { httpStatus: 400, title: 'Media download error', isAsync: true },
  131053: { httpStatus: 400, title: 'Media upload error', isAsync: true },
  131055: { httpStatus: 400, title: 'Method not allowed' },
  131056: {
    httpStatus: 400,
    title: '(Business Account, Consumer Account) pair rate limit hit',
    details:
      'Message failed to send because there were too many messages sent from this phone number to the same phone ' +
      'number in a short period of time.',
  },
  131057: { httpStatus: 500, title: 'Account in maintenance mode', isTransient: true },
  131062: { httpStatus: 400, title: 'Recipient is not supported for this message' },
  131063: { httpStatus: 400, title: 'Marketing messages are disabled on Cloud API' },
  131064: { httpStatus: 400, title: 'Messaging is restricted because of template categories' },
  132000: { httpStatus: 400, title: 'Number of parameters does not match the expected number of params' },
  132001: { httpStatus: 404, title: 'Template name does not exist in the translation' },
  132005: { httpStatus: 400, title: 'Translated text too long' },
  132007: { httpStatus: 400, title: 'Template format character policy violated' },
  132008: { httpStatus: 400, title: 'Template parameter format mismatch' },
  132012: { httpStatus: 400, title: 'Parameter format does not match format in the created template' },
  132015: { httpStatus: 400, title: 'Template is paused' },
  132016: { httpStatus: 400, title: 'Template is disabled' },
  132018: { httpStatus: 400, title: 'There was an issue with the parameters in your template' },
  132068: { httpStatus: 400, title: 'Flow is blocked' },
  132069: { httpStatus: 400, title: 'Flow is throttled' },
  133000: { httpStatus: 500, title: 'Incomplete deregistration', isTransient: true },
  133004: { httpStatus: 503, title: 'Server temporarily unavailable', isTransient: true },
  133005: { httpStatus: 400, title: 'Two step verification PIN Mismatch' },
  133006: { httpStatus: 400, title: 'Phone number re-verification needed' },
  133008: { httpStatus: 400, title: 'Too Many two step verification PIN Guesses' },
  133009: { httpStatus: 400, title: 'Two Step verification PIN Guessed Too Fast' },
  133010: { httpStatus: 400, title: 'Account not registered' },
  133015: {
    httpStatus: 400,
    title: 'Please wait a few minutes before attempting to register this phone number',
  },
  133016: { httpStatus: 400, title: 'Account registration or deregistration rate limit exceeded' },
  134011: { httpStatus: 400, title: 'WhatsApp Payments terms of service have not been accepted' },
  135000: { httpStatus: 400, title: 'Generic user error' },
  137000: { httpStatus: 400, title: 'Identity key hash mismatch' },
  139200: { httpStatus: 400, title: 'Direct Send is blocked' },
  2494100: { httpStatus: 400, title: 'Phone number is in maintenance', isTransient: true },
};

/** What a failed status says. */
export interface AsyncFailure {
  code: number;
  title: string;
  details: string;
}

export const ERROR_CODES: readonly number[] = Object.keys(ERRORS).map(Number);

/** The refusal that a code stands for; of a code that nobody knows, one of Graph's general kind. */
export function failureOf(code: number): GraphFailure {
  if (code === 190) return TOKEN_EXPIRED;
  const known = ERRORS[code];
  const {
    httpStatus,
    title,
    details = `${title}.`,
    isTransient,
  } = known ??
  ({
    httpStatus: 400,
    title: 'Unknown error',
  } as KnownError);
  return { ...refused(code, title, details, httpStatus), ...(isTransient && { isTransient }) };
}

/** The same as a status tells it. */
export function asyncFailureOf(code: number): AsyncFailure {
  const title = ERRORS[code]?.title ?? 'Unknown error';
  return { code, title, details: ERRORS[code]?.details ?? `${title}.` };
}

/** Whether Meta says it after having answered 200; undefined for a code that is not in the table. */
export function isToldLater(code: number): boolean | undefined {
  const known = ERRORS[code];
  return known && known.isAsync === true;
}
