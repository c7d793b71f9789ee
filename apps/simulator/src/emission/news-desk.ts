import type { Numbers } from '../numbers';
import type { Outbox } from '../webhooks/outbox';
import { webhookOf, type Emission } from './emission';

/** One change of an account, as a webhook's `field` and `value`. */
export interface News {
  field: string;
  value: Readonly<Record<string, unknown>>;
}

/** Tells the product what became of an account: the webhooks that name no number. */
export class NewsDesk {
  constructor(
    private readonly numbers: Numbers,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @param entryId the account, or for what concerns a partner the business that owns it
   * @param marker what the ledger knows it by, such as a template's name
   */
  tell(entryId: string, { field, value }: News, marker = ''): void {
    const emission: Emission = {
      number: { ...this.numbers.first, wabaId: entryId },
      field,
      value,
      time: Math.floor(Date.now() / 1000),
      events: [{ type: 'account', field, marker, wabaId: entryId }],
    };
    this.outbox.emit(webhookOf([emission]), emission.events);
  }
}
