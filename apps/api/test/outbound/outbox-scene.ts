import { forTenants } from '../../src/kernel/context';
import { newId } from '../../src/kernel/ids';
import { OutboxRepository } from '../../src/messaging/outbound/outbox.repository';
import { SendingClass } from '../../src/messaging/outbound/pacing/turns';
import { SenderLeasesRepository } from '../../src/messaging/outbound/sender-leases.repository';
import { createDataSource } from '../../src/platform/database/data-source';
import { SystemDatabase } from '../../src/platform/database/database';
import { Transaction } from '../../src/platform/database/transaction';
import { createTestDatabase, TestDatabase } from '../support/test-database';

export const EVERYTHING = { human: 100, bot: 100, api: 100, broadcast: 100 };

/** One channel of one tenant with an outbox, without a process that empties it. */
export class OutboxScene {
  readonly tenantId = newId();
  readonly channelId = newId();
  readonly key = { tenantId: this.tenantId, channelId: this.channelId };
  readonly outbox = new OutboxRepository();
  readonly leases: SenderLeasesRepository;
  private readonly contactId = newId();
  private readonly conversationId = newId();

  private constructor(
    readonly database: TestDatabase,
    readonly system: SystemDatabase,
  ) {
    this.leases = new SenderLeasesRepository(system);
  }

  static async set(): Promise<OutboxScene> {
    const database = await createTestDatabase();
    const source = await createDataSource(database.systemUrl, 'outbox', 2).initialize();
    const scene = new OutboxScene(database, new SystemDatabase(source));
    await scene.fill();
    return scene;
  }

  /** Another tenant beside it, with a channel and an outbox of its own; ends with it. */
  static async beside({ database, system }: OutboxScene): Promise<OutboxScene> {
    const scene = new OutboxScene(database, system);
    await scene.fill();
    return scene;
  }

  async strike(): Promise<void> {
    await this.system.source.destroy();
    await this.database.drop();
  }

  async queue(sendingClass: SendingClass = 'api', recipient = '16505550001'): Promise<string> {
    const id = newId();
    await this.database.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, recipient,
         recipient_kind, sending_class, next_attempt_at, occurred_at)
       VALUES ($1, $2, $3, $4, 'outbound', 'text', 'queued', 'hi', $5, 'phone', $6, now(), now())`,
      [this.tenantId, id, this.channelId, this.conversationId, recipient, sendingClass],
    );
    return id;
  }

  /** As somebody who holds the lease with that fence. */
  async claim(owner: string, fence: string, most = EVERYTHING): Promise<string[]> {
    const claimed = await this.as((transaction) =>
      this.outbox.claim(transaction, { channelId: this.channelId, owner, fence, most }),
    );
    return claimed.map(({ id }) => id);
  }

  async hold(owner: string): Promise<string | undefined> {
    return (await this.leases.holdAcrossTenants(owner, [this.key]))[0]?.fence;
  }

  /** As the claim that took it last answered. */
  async claimedAt(id: string): Promise<string> {
    const [row] = await this.database.query<{ at: string }>(
      'SELECT claimed_at::text AS at FROM message WHERE id = $1',
      [id],
    );
    return row?.at ?? '';
  }

  async stateOf(id: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ state: string }>('SELECT state FROM message WHERE id = $1', [
      id,
    ]);
    return row?.state;
  }

  as<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return forTenants([this.tenantId], () => this.system.transaction(work));
  }

  private async fill(): Promise<void> {
    const { tenantId, channelId, contactId, conversationId } = this;
    await this.database.query(`INSERT INTO tenant (id, slug, name) VALUES ($1, $2, '')`, [
      tenantId,
      tenantId,
    ]);
    await this.database.query(
      `INSERT INTO channel (tenant_id, id, provider, account_id, external_id, name, address, access_token, echo_enabled,
         simulated, version)
       VALUES ($1, $2, 'whatsapp', '1', '2', 'Support', '+15550100001', '\\x00', true, true, 1)`,
      [tenantId, channelId],
    );
    await this.database.query(`INSERT INTO contact (tenant_id, id, name) VALUES ($1, $2, 'Ana')`, [
      tenantId,
      contactId,
    ]);
    await this.database.query(
      `INSERT INTO conversation (tenant_id, id, channel_id, contact_id, last_message_at) VALUES ($1, $2, $3, $4, now())`,
      [tenantId, conversationId, channelId, contactId],
    );
  }
}
