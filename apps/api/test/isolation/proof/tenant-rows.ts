import { createHash, randomBytes } from 'node:crypto';
import { newApiKeyToken } from '../../../src/access/api-keys/api-key-token';
import { newId } from '../../../src/kernel/ids';
import { Role, ROLES, SCOPES } from '../../../src/tenancy';
import { newPerson, Person } from '../../support/people';
import { TestDatabase } from '../../support/test-database';
import { earlier, later, RowWriter } from './row-writer';
import { insertTemplates } from './template-rows';

/** A tenant with rows in every tenant table, each of which tells by a word whose it is. */
export interface FullTenant {
  readonly id: string;
  /** Also the word that is in every text of the tenant's rows that may be any text. */
  readonly slug: string;
  readonly people: Readonly<Record<Role | 'victim', Person>>;
  /** API key tokens: with every scope, and with none. */
  readonly keys: { readonly all: string; readonly none: string };
}

/** Fills a new tenant. Two of them differ in the word and in the ids only, so that each row has its like. */
export async function fillTenant(database: TestDatabase, slug: string, version: number): Promise<FullTenant> {
  const rows = new Rows(database, newId(), slug);
  await rows.insertTenant(version);
  const people = await rows.people();
  await rows.conversations(people.victim, version);
  await insertTemplates(rows, version);
  await rows.record(people.owner);
  return { id: rows.tenantId, slug, people, keys: await rows.programs(version) };
}

class Rows extends RowWriter {
  async insertTenant(version: number): Promise<void> {
    const hash = randomBytes(32);
    const policy = { tenant_id: this.tenantId, time_zone: this.text('zone'), version };
    await this.database.query(
      `INSERT INTO tenant (id, slug, name, version, time_zone, language, audit_sequence, audit_hash)
       VALUES ($1, $2, $3, $4, 'Europe/Lisbon', 'pt', 3, $5)`,
      [this.tenantId, this.word, this.text('tenant'), version, hash],
    );
    await this.insertRow('sending_policy', policy);
    await this.insert('tenant_cache_version', { entity: this.word, id: this.word, version: newId() });
  }

  async people(): Promise<FullTenant['people']> {
    const made = {} as Record<Role | 'victim', Person>;
    for (const role of [...ROLES, 'victim' as const]) {
      made[role] = await newPerson(this.database, {
        name: `${this.word} ${role}`,
        membership: { role: role === 'victim' ? 'agent' : role, tenantSlug: this.word },
      });
    }
    for (const [who, role] of [
      ['invited', 'agent'],
      ['waiting', 'viewer'],
    ] as const) {
      await this.insert('invitation', {
        email: `${this.word}.${who}@example.com`,
        role,
        token_hash: randomBytes(32),
        invited_by: made.owner.userId,
        invited_by_name: this.text('inviter'),
        expires_at: later(7 * 24),
      });
    }
    return made;
  }

  async conversations(assignee: Person, version: number): Promise<void> {
    for (const serial of [1, 2, 3]) {
      const channel = await this.channel(serial, version);
      const contact = await this.contact(channel, serial);
      const conversation = await this.insert('conversation', {
        channel_id: channel,
        contact_id: contact,
        assignee_id: serial === 1 ? assignee.memberId : null,
        last_message_at: earlier(serial),
      });
      for (const turn of [1, 2, 3]) await this.message(channel, conversation, serial * 10 + turn);
    }
    await this.answerable(version);
  }

  /** Somebody who has just written to a number of a provider that there is, and an answer that failed. */
  private async answerable(version: number): Promise<void> {
    const channel = await this.channel(4, version, 'whatsapp');
    const contact = await this.insert('contact', { name: this.text('writer') });
    const identity = { contact_id: contact, scope: this.text('scope'), kind: 'phone' };
    await this.insert('contact_identity', { ...identity, value: '16505550123' });
    const conversation = await this.insert('conversation', {
      channel_id: channel,
      contact_id: contact,
      last_message_at: new Date(),
    });
    const message = { channel_id: channel, conversation_id: conversation, type: 'text' };
    await this.insert('message', {
      ...message,
      direction: 'inbound',
      state: 'received',
      provider_message_id: this.text('question'),
      occurred_at: new Date(),
    });
    const failed = await this.insert('message', {
      ...message,
      direction: 'outbound',
      state: 'failed',
      text: this.text('answer'),
      provider_message_id: this.text('answer'),
      recipient: '16505550123',
      occurred_at: new Date(),
    });
    await this.insert('delivery_attempt', {
      message_id: failed,
      number: 1,
      outcome: this.text('outcome'),
      code: this.text('code'),
      reason: this.text('reason'),
      trace_id: this.text('trace'),
    });
  }

  /** Somebody, and a twin who was found to be the same. */
  private async contact(channel: string, serial: number): Promise<string> {
    // The newest is the one that a request which names somebody tries first: nobody who is merged away.
    const twin = await this.insert('contact', { name: this.text(`twin ${serial}`) });
    const contact = await this.insert('contact', {
      name: this.text(`contact ${serial}`),
      username: this.text('username'),
    });
    await this.insert('contact_identity', {
      contact_id: contact,
      scope: this.text('scope'),
      kind: 'phone',
      value: this.text(`phone ${serial}`),
    });
    await this.insert('contact_preference', {
      contact_id: contact,
      channel_id: channel,
      category: this.text('category'),
      value: this.text('value'),
      detail: this.text('detail'),
      occurred_at: earlier(serial),
      payload: JSON.stringify({ text: this.text('payload') }),
    });
    await this.insert('contact_consent', {
      contact_id: contact,
      said_by: contact,
      topic: 'marketing',
      allowed: true,
      source: 'member',
      set_by_name: this.text('member'),
      occurred_at: earlier(serial),
    });
    await this.insertRow('begun_contact', {
      tenant_id: this.tenantId,
      provider: this.text('provider'),
      account_id: this.text('account'),
      contact_id: contact,
      begun_at: earlier(serial),
    });
    const name = { text: this.text('name'), source: 'profile', at: null };
    await this.insert('contact_merge', {
      from_contact_id: twin,
      into_contact_id: contact,
      reason: 'member',
      merged_by_name: this.text('member'),
      undone_by_name: this.text('member'),
      moved: JSON.stringify({
        identities: [],
        conversations: [],
        preferences: { overwritten: [], given: [] },
        survivor: { name, username: null },
      }),
    });
    await this.database.query('UPDATE contact SET merged_into_id = $1 WHERE id = $2', [contact, twin]);
    return contact;
  }

  private async channel(serial: number, version: number, provider = this.text('provider')): Promise<string> {
    const route = { provider, external_id: this.text(`number ${serial}`) };
    const id = await this.insert('channel', {
      ...route,
      account_id: this.text('account'),
      name: this.text(`channel ${serial}`),
      address: this.text(`address ${serial}`),
      access_token: Buffer.from([0]),
      access_token_last_four: this.text('four'),
      access_token_fingerprint: this.text('fingerprint'),
      access_token_set_at: earlier(1),
      access_token_expires_at: later(48),
      held_code: this.text('code'),
      held_reason: this.text('reason'),
      held_since: earlier(1),
      hold_notice_at: serial === 1 ? later(24) : null,
      version,
    });
    await this.insertRow('sender_lease', {
      tenant_id: this.tenantId,
      channel_id: id,
      owner: newId(),
      fence: 1,
      lease_until: earlier(1),
    });
    await this.insertRow('sliding_window', { tenant_id: this.tenantId, name: this.text(`window ${serial}`) });
    await this.database.query(
      `INSERT INTO channel_route (provider, external_id, tenant_id, channel_id, account_id, address)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        route.provider,
        route.external_id,
        this.tenantId,
        id,
        this.text('account'),
        this.text(`address ${serial}`),
      ],
    );
    await this.insert('account_event', {
      provider: route.provider,
      account_id: this.text('account'),
      channel_id: id,
      field: this.text('field'),
      event: this.text('event'),
      subject: this.text('subject'),
      occurred_at: earlier(serial),
      payload: JSON.stringify({ text: this.text('payload') }),
      digest: randomBytes(32),
    });
    return id;
  }

  private async message(channel: string, conversation: string, serial: number): Promise<void> {
    const wamid = this.text(`wamid ${serial}`);
    // The first of a conversation is what the second speaks about and the third answers.
    const first = this.text(`wamid ${serial - (serial % 10) + 1}`);
    const id = await this.insert('message', {
      channel_id: channel,
      conversation_id: conversation,
      direction: 'outbound',
      type: this.text('type'),
      state: serial % 10 === 3 ? 'queued' : 'sent',
      text: this.text(`message ${serial}`),
      payload: JSON.stringify({ text: this.text('payload') }),
      provider_message_id: wamid,
      target_provider_message_id: serial % 10 === 2 ? first : null,
      reply_to_provider_message_id: serial % 10 === 3 ? first : null,
      author: JSON.stringify({ identities: [{ kind: 'phone', value: this.text('author') }], name: null }),
      recipient: this.text('recipient'),
      template: this.text('template key'),
      sent_by_kind: 'member',
      sent_by_name: this.text('sender'),
      idempotency_key: this.text(`key ${serial}`),
      failure_code: this.text('code'),
      failure_reason: this.text('reason'),
      occurred_at: earlier(serial),
    });
    await this.insert('message_status', {
      channel_id: channel,
      provider_message_id: wamid,
      status: this.text('status'),
      recipient: this.text('recipient'),
      callback_id: this.text('callback'),
      occurred_at: earlier(serial),
      payload: JSON.stringify({ text: this.text('payload') }),
    });
    await this.insert('media', {
      channel_id: channel,
      message_id: id,
      provider_media_id: this.text(`media ${serial}`),
      kind: this.text('media'),
      declared_mime_type: this.text('type'),
      declared_sha256: this.text('checksum'),
      file_name: this.text('file'),
      url: this.text('address'),
      state: ['failed', 'stored', 'waiting'][(serial % 10) - 1],
      mime_type: this.text('type'),
      byte_size: 0,
      sha256: randomBytes(32),
      storage_key: this.text('key'),
      failure_code: this.text('code'),
      failure_reason: this.text('reason'),
    });
    await this.database.query('UPDATE conversation SET last_message_id = $1 WHERE id = $2', [
      id,
      conversation,
    ]);
    const event = {
      delivery_id: newId(),
      ordinal: 0,
      provider: this.text('provider'),
      tenant_id: this.tenantId,
      channel_id: channel,
      element: JSON.stringify(this.text('event')),
      received_at: earlier(serial),
    };
    await this.insertRow('inbox_event', {
      ...event,
      lane: 0,
      order_key: this.text('order'),
      kind: this.text('kind'),
      state: 'done',
      last_error: this.text('error'),
    });
    await this.insertRow('dead_letter', {
      ...event,
      id: newId(),
      stage: 'apply',
      reason: this.text('reason'),
      detail: this.text('detail'),
      note: this.text('note'),
    });
  }

  async programs(version: number): Promise<FullTenant['keys']> {
    const all = newApiKeyToken('live', this.tenantId);
    const none = newApiKeyToken('live', this.tenantId);
    const first = await this.apiKey(all, SCOPES, version, null);
    await this.apiKey(none, [], version, null);
    await this.apiKey(newApiKeyToken('live', this.tenantId), [SCOPES[0]], version, first);
    for (const expiresAt of [later(24), earlier(1)]) {
      await this.insert('idempotency_record', {
        caller: this.text('caller'),
        key: this.text(`key ${expiresAt.toISOString()}`),
        operation: this.text('operation'),
        request_hash: randomBytes(32),
        expires_at: expiresAt,
      });
    }
    return { all, none };
  }

  private apiKey(
    token: string,
    scopes: readonly unknown[],
    version: number,
    rotatedFrom: string | null,
  ): Promise<string> {
    return this.insert('api_key', {
      name: this.text('key'),
      prefix: this.text('prefix'),
      last_four: this.text('four'),
      token_hash: createHash('sha256').update(token).digest(),
      scopes,
      created_by_name: this.text('creator'),
      version,
      last_used_at: new Date(),
      last_used_address: this.text('address'),
      rotated_from: rotatedFrom,
    });
  }

  async record(actor: Person): Promise<void> {
    for (const sequence of [1, 2, 3]) {
      await this.insert('audit_event', {
        sequence,
        occurred_at: earlier(4 - sequence),
        actor_kind: 'user',
        actor_id: actor.userId,
        actor_name: this.text('actor'),
        action: this.text('action'),
        target_kind: this.text('target'),
        target_id: this.text('target'),
        target_name: this.text('target'),
        address: this.text('address'),
        user_agent: this.text('agent'),
        request_id: this.text('request'),
        before: JSON.stringify({ name: this.text('before') }),
        after: JSON.stringify({ name: this.text('after') }),
        previous_hash: randomBytes(32),
        hash: randomBytes(32),
      });
    }
  }
}
