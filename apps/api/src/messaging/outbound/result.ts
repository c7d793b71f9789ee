import { SendResult } from '../communication-adapter';
import { ClaimedMessage } from './outbox.repository';
import { NextStep } from './pacing/next-step';

/** What became of one try, and what follows. */
export interface Result {
  readonly message: ClaimedMessage;
  readonly result: SendResult;
  readonly step: NextStep;
}
