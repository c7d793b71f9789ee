import { Inject, Injectable } from '@nestjs/common';
import { Explanation, Explanations } from '../../kernel/explanations';
import { COMMUNICATION_ADAPTERS, CommunicationAdapter } from '../communication-adapter';
import { ownExplanation, UNKNOWN_CODE } from './own-explanations';

/** Our own codes are words and a provider's are its own affair, so that neither hides the other. */
@Injectable()
export class AdapterExplanations extends Explanations {
  constructor(@Inject(COMMUNICATION_ADAPTERS) private readonly adapters: readonly CommunicationAdapter[]) {
    super();
  }

  of(provider: string, code: string): Explanation {
    const adapter = this.adapters.find((one) => one.provider === provider);
    return ownExplanation(code) ?? adapter?.explain(code) ?? UNKNOWN_CODE;
  }
}
