import { Injectable } from '@nestjs/common';
import { Transaction } from '../../platform/database/transaction';
import { MessageElement } from '../communication-adapter';
import { PreferencesRepository, ReceivedPreference } from '../contacts/preferences.repository';
import { toldTimeOf } from '../messages/occurrence';
import { ReceivedStatus } from '../messages/statuses.repository';
import { couldBeWish, meaningOf } from '../outbound/policy/stop-words';
import { Consent, wordsFor } from './consent';
import { ConsentRepository, ConsentWord } from './consent.repository';

/** A message that is stored, and who wrote it. */
export interface HeardMessage {
  readonly tenantId: string;
  readonly id: string;
  readonly contactId: string;
  readonly at: Date;
  readonly element: MessageElement;
}

const MARKETING = 'marketing_messages';
/** What is typed, and the buttons of a template. */
const WORDED: ReadonlySet<string> = new Set(['text', 'button']);

/** Writes what people say about being written to, of all current tenants; one statement for a batch. */
@Injectable()
export class ConsentReceiver {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly preferences: PreferencesRepository,
  ) {}

  /** Stop and start words among messages that are new. */
  async hear(transaction: Transaction, messages: readonly HeardMessage[]): Promise<void> {
    const wishes = messages.filter(mayBeWish);
    if (wishes.length === 0) return;
    const tenantIds = [...new Set(wishes.map(({ tenantId }) => tenantId))];
    const languages = await this.consents.languagesAcrossTenants(transaction, tenantIds);
    const words = wishes.flatMap(({ tenantId, id, contactId, at, element }) => {
      const wish = meaningOf(element.text ?? '', [languages.get(tenantId) ?? '']);
      if (wish === null) return [];
      const consent: Consent = wish === 'stop' ? 'stopped' : 'given';
      return said(consent, { tenantId, contactId, source: 'word', messageId: id, at });
    });
    await this.consents.recordAll(transaction, words);
  }

  /** What people chose at the provider. */
  async prefer(transaction: Transaction, items: readonly ReceivedPreference[]): Promise<void> {
    await this.preferences.receiveAll(transaction, items);
    const words = items.flatMap(({ tenantId, contactId, element, receivedAt }): ConsentWord[] => {
      const { category, value } = element;
      if (category !== MARKETING || !['stop', 'resume'].includes(value)) return [];
      const allowed = value === 'resume';
      const at = toldTimeOf(element, receivedAt);
      return [{ tenantId, contactId, topic: 'marketing', allowed, source: 'preference', ...BY_NOBODY, at }];
    });
    await this.consents.recordAll(transaction, words);
  }

  /** Among what became of messages, those that the person wanted no marketing for. */
  async learn(transaction: Transaction, statuses: readonly ReceivedStatus[]): Promise<void> {
    const refused = statuses.filter(({ element }) => element.isOptedOut === true);
    await this.consents.recordRefusals(
      transaction,
      refused.map(({ tenantId, channelId, element, receivedAt }) => ({
        tenantId,
        channelId,
        messageId: null,
        providerMessageId: element.providerMessageId,
        at: toldTimeOf(element, receivedAt),
      })),
    );
  }
}

const BY_NOBODY = { messageId: null, setByName: null };

type Speaker = Pick<ConsentWord, 'tenantId' | 'contactId' | 'source' | 'messageId' | 'at'>;

function said(consent: Consent, speaker: Speaker): ConsentWord[] {
  return wordsFor(consent).map((word) => ({ ...speaker, ...word, setByName: null }));
}

/** A group has nobody's wish; history is from before they wrote to this system. */
function mayBeWish({ element }: HeardMessage): boolean {
  const { direction, origin, author, type, text } = element;
  if (direction === 'outbound' || origin === 'history' || author !== null) return false;
  return text !== null && WORDED.has(type) && couldBeWish(text);
}
