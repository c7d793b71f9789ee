import { Injectable } from '@nestjs/common';
import { currentActor, currentTenant } from '../../kernel/context';
import { notFound } from '../../kernel/problem';
import { AppDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { AuditTrail } from '../../tenancy';
import { ContactDetails, ContactDetailsRepository } from '../contacts/contact-details.repository';
import { Consent, consentOf, wordsFor } from './consent';
import { ConsentHistoryRow, ConsentRepository } from './consent.repository';

export interface ContactConsent {
  readonly contactId: string;
  readonly consent: Consent;
  readonly history: readonly ConsentHistoryRow[];
}

/** What a person allows, as members see it and change it. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly database: AppDatabase,
    private readonly consents: ConsentRepository,
    private readonly contacts: ContactDetailsRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Problem 404 */
  get(contactId: string): Promise<ContactConsent> {
    return this.database.reading(async (transaction) => {
      const { id } = await this.contact(transaction, contactId);
      return this.consentOf(transaction, id);
    });
  }

  /** In the name of the member or program that asks. @throws Problem 404 */
  set(contactId: string, consent: Consent): Promise<ContactConsent> {
    return this.database.transaction(async (transaction) => {
      const { id, name } = await this.contact(transaction, contactId);
      const before = consentOf(await this.consents.lastWords(transaction, id));
      if (before !== consent) {
        const said = { tenantId: currentTenant(), contactId: id, source: 'member', messageId: null } as const;
        const by = { setByName: currentActor().name, at: new Date() };
        await this.consents.recordAll(
          transaction,
          wordsFor(consent).map((word) => ({ ...said, ...by, ...word })),
        );
        await this.audit.record(transaction, {
          action: 'contact.consent_changed',
          target: { kind: 'contact', id, name },
          before: { consent: before },
          after: { consent },
        });
      }
      return this.consentOf(transaction, id);
    });
  }

  private async consentOf(transaction: Transaction, contactId: string): Promise<ContactConsent> {
    const [words, history] = await Promise.all([
      this.consents.lastWords(transaction, contactId),
      this.consents.history(transaction, contactId),
    ]);
    return { contactId, consent: consentOf(words), history };
  }

  private async contact(transaction: Transaction, id: string): Promise<ContactDetails> {
    const contact = await this.contacts.find(transaction, id);
    if (contact === null) throw notFound('contact');
    return contact;
  }
}
