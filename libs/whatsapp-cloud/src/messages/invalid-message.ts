import { fault, type MessageFault } from './fault';

/** A message that Graph is certain to refuse, found before any call. The text never repeats a value. */
export class InvalidMessage extends Error {
  override readonly name = 'InvalidMessage';
  readonly code = 'invalid_message';
  /** All that is wrong with it, never empty. */
  readonly faults: readonly MessageFault[];

  /** @param field where the first fault is, as in {@link MessageFault.field} */
  constructor(
    readonly field: string,
    reason: string,
    faults?: readonly MessageFault[],
  ) {
    super(`${field}: ${reason}`);
    this.faults = faults ?? [fault(field, 'malformed', reason)];
  }

  static of(faults: readonly [MessageFault, ...MessageFault[]]): InvalidMessage {
    return new InvalidMessage(faults[0].field, faults[0].message, faults);
  }
}
