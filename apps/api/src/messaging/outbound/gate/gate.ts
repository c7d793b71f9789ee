import { Inject, Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/transaction';
import { ChannelStanding, COMMUNICATION_ADAPTERS, CommunicationAdapter } from '../../communication-adapter';
import { Asking, decideAll, Decided } from './gate-decisions';
import { GateFacts, GateFactsRepository } from './gate-facts.repository';

const NOTHING_KNOWN: ChannelStanding = { state: 'connected', untilMs: null, mayBeginWith: null };

/** Gathers what is known and asks the rules, for people, bot, API and broadcasts alike. */
@Injectable()
export class Gate {
  private readonly fields: readonly string[];

  constructor(
    private readonly facts: GateFactsRepository,
    @Inject(COMMUNICATION_ADAPTERS) private readonly adapters: readonly CommunicationAdapter[],
  ) {
    this.fields = adapters.flatMap(({ standingFields }) => standingFields);
  }

  /** For messages that are stored, of one channel of the current tenant: one statement, however many they are. */
  async judge<One extends Asking>(
    transaction: Transaction,
    channelId: string,
    messages: readonly One[],
  ): Promise<readonly Decided<One>[]> {
    const { decided } = await this.ask(transaction, channelId, messages);
    return decided;
  }

  /** As `judge`, for messages that go out now if they may: whom they begin to write to is counted. */
  async pass<One extends Asking>(
    transaction: Transaction,
    channelId: string,
    messages: readonly One[],
  ): Promise<readonly Decided<One>[]> {
    const { decided, begins, facts } = await this.ask(transaction, channelId, messages);
    if (begins.length > 0) await this.facts.begin(transaction, facts.channel, begins);
    return decided;
  }

  private async ask<One extends Asking>(
    transaction: Transaction,
    channelId: string,
    messages: readonly One[],
  ): Promise<ReturnType<typeof decideAll<One>> & { facts: GateFacts }> {
    const ids = messages.map(({ id }) => id);
    const facts = await this.facts.of(transaction, channelId, ids, this.fields);
    return { ...decideAll(messages, facts, this.standingOf(facts)), facts };
  }

  private standingOf({ channel: { provider, heldCode, news }, nowMs }: GateFacts): ChannelStanding {
    const adapter = this.adapters.find((one) => one.provider === provider);
    return adapter?.standingOf(news ?? [], heldCode, nowMs) ?? NOTHING_KNOWN;
  }
}
