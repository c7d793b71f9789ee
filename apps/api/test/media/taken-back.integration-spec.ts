import { eventually } from '../support/eventually';
import { FileGraph } from '../support/file-graph';
import { everythingSettled } from '../support/inbox';
import { messagesChange, nowInSeconds, postSigned, textMessage, webhookOf } from '../support/meta';
import { Product } from '../support/product';
import { mediaRow, mediaThat, pictureMessage } from '../support/sent-media';

type Message = Record<string, unknown>;

interface Conversation {
  readonly lastMessage: { readonly text: string | null };
}

describe('what its author took back or changed', () => {
  let product: Product;
  let graph: FileGraph;
  let people = 0;
  let clock = Number(nowInSeconds()) - 1_000;

  beforeAll(async () => {
    product = await Product.create();
    await product.database.query('UPDATE channel SET echo_enabled = false');
    graph = await FileGraph.start();
    product.set('WHATSAPP_GRAPH_URL', graph.url);
    await product.startApi();
    await product.startWorker();
  });
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  const newPerson = () => `1650555${String(8000 + ++people)}`;
  const from = (person: string, message: Message): Message => ({
    ...message,
    from: person,
    timestamp: String(++clock),
  });
  const revoke = (person: string, of: Message) =>
    from(person, {
      ...textMessage(),
      text: undefined,
      type: 'revoke',
      revoke: { original_message_id: of['id'] },
    });
  const edit = (person: string, of: Message, body: string) => {
    const change = { original_message_id: of['id'], message: { type: 'text', text: { body } } };
    return from(person, { ...textMessage(), text: undefined, type: 'edit', edit: change });
  };
  const receive = async (...messages: Message[]): Promise<void> => {
    expect((await postSigned(product.apiUrl, webhookOf(messagesChange({ messages })))).status).toBe(200);
  };

  /** As the list and the conversation itself show it. */
  async function previewOf(person: string): Promise<(string | null)[]> {
    await everythingSettled(product.database);
    const [row] = await product.database.query<{ id: string }>(
      'SELECT conversation.id FROM conversation JOIN contact_identity USING (tenant_id, contact_id) WHERE value = $1',
      [person],
    );
    const path = '/api/v1/conversations';
    const { body: page } = await product.as().get<{ data: ({ id: string } & Conversation)[] }>(path);
    const { body: one } = await product.as().get<Conversation>(`${path}/${row?.id}`);
    const listed = page.data.find(({ id }) => id === row?.id);
    return [listed?.lastMessage.text ?? null, one.lastMessage.text];
  }

  describe('in the preview of its conversation', () => {
    it('is gone when it was taken back', async () => {
      const person = newPerson();
      const secret = from(person, textMessage({ body: 'my card number is 4111' }));
      await receive(secret, edit(person, secret, 'it is 4112'));
      expect(await previewOf(person)).toEqual(['it is 4112', 'it is 4112']);
      await receive(revoke(person, secret));
      expect(await previewOf(person)).toEqual([null, null]);
    });

    it('reads as it was last edited', async () => {
      const person = newPerson();
      const original = from(person, textMessage({ body: 'Is it red?' }));
      await receive(original, edit(person, original, 'Is it pink?'), edit(person, original, 'Is it blue?'));
      expect(await previewOf(person)).toEqual(['Is it blue?', 'Is it blue?']);
    });

    it('stays when somebody else wants it changed', async () => {
      const [person, other] = [newPerson(), newPerson()];
      const original = from(person, textMessage({ body: 'mine' }));
      await receive(original, revoke(other, original), edit(other, original, 'yours'));
      expect(await previewOf(person)).toEqual(['mine', 'mine']);
    });
  });

  describe('as a file', () => {
    const ask = async (method: 'GET' | 'POST', id: string) => {
      const path = `/api/v1/media/${id}${method === 'POST' ? '/fetch' : ''}`;
      const answer = await product.as('agent').fetch(path, { method });
      return { status: answer.status, code: ((await answer.json()) as { code?: string }).code };
    };

    it('is neither given nor fetched any more', async () => {
      const person = newPerson();
      const { mediaId, ...picture } = pictureMessage();
      const message = from(person, picture);
      await receive(message);
      const { id } = await mediaThat(product.database, mediaId, 'stored');
      expect((await product.as('agent').fetch(`/api/v1/media/${id}`)).status).toBe(200);
      await receive(revoke(person, message));
      await everythingSettled(product.database);
      expect(await ask('GET', id)).toEqual({ status: 410, code: 'media_revoked' });
      await product.database.query(`UPDATE media SET state = 'failed' WHERE id = $1`, [id]);
      expect(await ask('POST', id)).toEqual({ status: 410, code: 'media_revoked' });
    });

    it('is not asked for at the provider when it was taken back before it was fetched', async () => {
      graph.description = () => ({ status: 500, error: { code: 2, message: 'later' } });
      const person = newPerson();
      const { mediaId, ...picture } = pictureMessage();
      const message = from(person, picture);
      await receive(message);
      await eventually('it was tried in vain', async () => {
        const row = await mediaRow(product.database, mediaId);
        return row?.state === 'waiting' && row.failureCode !== null;
      });
      await receive(revoke(person, message));
      await everythingSettled(product.database);
      graph.description = () => ({});
      await product.database.query(`UPDATE media SET next_attempt_at = now() WHERE state = 'waiting'`);
      expect(await mediaThat(product.database, mediaId, 'failed')).toMatchObject({
        failureCode: 'media_revoked',
      });
      expect(graph.asked).not.toContain(mediaId);
    });
  });
});
