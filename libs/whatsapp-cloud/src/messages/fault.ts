/** Stable; the words beside it may change. */
export type MessageFaultCode =
  | 'missing'
  | 'wrong_type'
  | 'too_long'
  | 'too_many'
  | 'too_few'
  | 'not_allowed'
  | 'malformed'
  | 'duplicate'
  | 'unsupported';

/** One thing about a message that Graph would refuse. It never repeats the message's own text. */
export interface MessageFault {
  /** Where, from the message's type on, e.g. `interactive.action.buttons[0].reply.title`. */
  readonly field: string;
  readonly code: MessageFaultCode;
  /** The rest of a sentence that begins with the field: "may have at most 20 characters, and has 25". */
  readonly message: string;
}

export function fault(field: string, code: MessageFaultCode, message: string): MessageFault {
  return { field, code, message };
}

export const missing = (field: string): MessageFault => fault(field, 'missing', 'must be given');
