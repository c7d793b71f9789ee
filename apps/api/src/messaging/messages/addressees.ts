import { Injectable } from '@nestjs/common';
import { Channel, ChannelsRepository } from '../../channels';
import { currentTenant } from '../../kernel/context';
import { notFound, Problem } from '../../kernel/problem';
import { Transaction } from '../../platform/database/transaction';
import { Identity } from '../communication-adapter';
import { ContactResolver } from '../contacts/contact-resolver';
import { ConversationsRepository } from '../conversations/conversations.repository';
import { LanesRepository } from '../inbound/lanes.repository';
import { Addressee, AddresseesRepository } from './addressees.repository';
import { NamedPerson, Whom } from './whom';

export type Reachable = Addressee & { readonly recipient: string };

/** Finds whoever a message is for, and makes contact and conversation of somebody new. */
@Injectable()
export class Addressees {
  constructor(
    private readonly addressees: AddresseesRepository,
    private readonly channels: ChannelsRepository,
    private readonly contacts: ContactResolver,
    private readonly conversations: ConversationsRepository,
    private readonly lanes: LanesRepository,
  ) {}

  /**
   * Null where there is no conversation with them yet.
   * @throws Problem 404 for what the tenant does not have, 422 where nothing is known by which they could be reached
   */
  async find(transaction: Transaction, whom: Whom): Promise<Reachable | null> {
    if ('conversationId' in whom) return this.inConversation(transaction, whom.conversationId);
    const { channelId, person } = whom;
    await this.channel(transaction, channelId);
    const contactId = await this.known(transaction, person);
    const conversationId =
      contactId && (await this.addressees.conversationOf(transaction, channelId, contactId));
    return conversationId ? this.inConversation(transaction, conversationId, person) : null;
  }

  /**
   * The same, with a contact and a conversation made where there is none. The transaction is one of parley_system; until
   * it ends nobody else makes or merges contacts, so what the person writes at this very moment comes to the same contact.
   * @throws Problem as `find`
   */
  async meet(transaction: Transaction, channelId: string, person: NamedPerson): Promise<Reachable> {
    await this.lanes.waitForExploding(transaction);
    const channel = await this.channel(transaction, channelId);
    const at = await this.addressees.now(transaction);
    const contactId =
      'identity' in person
        ? await this.resolve(transaction, channel, person.identity, at)
        : await this.survivor(transaction, person.contactId);
    const tenantId = currentTenant();
    const [conversationId = ''] = await this.conversations.openAll(transaction, [
      { tenantId, channelId: channel.id, contactId, at },
    ]);
    return this.inConversation(transaction, conversationId, person);
  }

  /** @throws Problem 404, 422 */
  async inConversation(
    transaction: Transaction,
    conversationId: string,
    person?: NamedPerson,
  ): Promise<Reachable> {
    const addressee = await this.addressees.inConversation(transaction, conversationId);
    if (addressee === null) throw notFound('conversation');
    // Whoever names a number means that number, also where its holder has a newer one.
    if (person !== undefined && 'identity' in person)
      return { ...addressee, ...recipientOf(person.identity) };
    const { recipient } = addressee;
    if (recipient === null) throw unreachable();
    return { ...addressee, recipient };
  }

  private known(transaction: Transaction, person: NamedPerson): Promise<string | null> {
    return 'identity' in person
      ? this.addressees.holderOf(transaction, person.identity)
      : this.survivor(transaction, person.contactId);
  }

  private async resolve(
    transaction: Transaction,
    { id: channelId, accountId: scope }: Channel,
    identity: Identity,
    occurredAt: Date,
  ): Promise<string> {
    const correspondent = {
      identities: [identity],
      formerly: [],
      name: null,
      nameSource: 'profile',
      username: null,
    } as const;
    const tenantId = currentTenant();
    const [contactId = ''] = await this.contacts.resolveAll(transaction, [
      { tenantId, channelId, scope, correspondent, occurredAt, deliveryId: null },
    ]);
    return contactId;
  }

  private async channel(transaction: Transaction, id: string): Promise<Channel> {
    const channel = await this.channels.find(transaction, id);
    if (channel === null) throw notFound('channel');
    return channel;
  }

  private async survivor(transaction: Transaction, contactId: string): Promise<string> {
    const survivor = await this.addressees.survivorOf(transaction, contactId);
    if (survivor === null) throw notFound('contact');
    return survivor;
  }
}

const recipientOf = ({ kind, value }: Identity): Pick<Reachable, 'recipient' | 'recipientKind'> => ({
  recipient: value,
  recipientKind: kind === 'parent_bsuid' ? 'bsuid' : kind,
});

export const unreachable = (): Problem =>
  new Problem(422, 'unreachable', 'Nothing is known by which this person could be written to.');
