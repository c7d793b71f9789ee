const WITHOUT_DIGITS = /[\s-]/g;

/** A code or PIN as people type it, with the dashes and blanks of the message. */
export const digitsIn = (typed: string): string => typed.replaceAll(WITHOUT_DIGITS, '');

export const codeFault = (typed: string): string | null =>
  /^\d{4,8}$/.test(digitsIn(typed)) ? null : 'A code has four to eight digits, like 123-456.';

export const pinFault = (typed: string): string | null =>
  /^\d{6}$/.test(digitsIn(typed)) ? null : 'A PIN has six digits.';

/** States in which a number has no way of sending until somebody registers it (facts: cloud-api.md G). */
const BELOW = ['PENDING', 'UNVERIFIED', 'DISCONNECTED'];

/** Whether it is registered, by Meta's word for its state; what Meta does not tell is no reason to begin anew. */
export const isUpTheLadder = (state: string | null): boolean => state === null || !BELOW.includes(state);
