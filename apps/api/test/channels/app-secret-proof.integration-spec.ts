import { eventually } from '../support/eventually';
import { messagesWith } from '../support/inbox';
import { APP_ID } from '../support/management-graph';
import { META, postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';
import { mediaThat, sendMedia } from '../support/sent-media';

const PHONE = '16505558001';
const TEMPLATES = '/api/v1/templates';
const PNG = Buffer.from('\x89PNG\r\n\x1a\nand so on', 'latin1').toString('base64');

describe('an app whose secret Meta wants to see proven', () => {
  let product: Product;
  let channelId: string;

  const start = async (proof: 'on' | 'off') => {
    product = await Product.create({ WHATSAPP_APP_ID: APP_ID, WHATSAPP_APP_SECRET_PROOF: proof });
    await product.startApi();
    await product.startSimulator({ requiresProof: true });
    await product.startApi();
    await product.startWorker();
    await product.database.query('UPDATE channel SET echo_enabled = false');
    const { body } = await product.as().get<{ data: { id: string }[] }>('/api/v1/channels');
    channelId = body.data[0]?.id ?? '';
  };
  const healthy = async () => {
    const { body } = await product
      .as()
      .get<{ healthy: boolean; trouble: { reason: string } | null }>(`/api/v1/channels/${channelId}/health`);
    return body;
  };

  afterEach(() => product.stop());

  it('gets the proof with every kind of call', async () => {
    await start('on');
    expect(await healthy()).toMatchObject({ healthy: true });
    const { body: check } = await product.as().post('/api/v1/channels/validate', {
      ...{ accessToken: META.accessToken, phoneNumberId: META.phoneNumberId, wabaId: META.wabaId },
    });
    expect(check).toMatchObject({
      isValid: true,
      findings: expect.arrayContaining([
        expect.objectContaining({ check: 'token_scopes', verdict: 'ok' }),
      ]) as unknown,
    });
    expect(await product.as().post(`${TEMPLATES}/sync`, {})).toMatchObject({ status: 200 });
    const sample = { channelId, fileName: 'a.png', content: PNG };
    expect(await product.as().post(`${TEMPLATES}/header-media`, sample)).toMatchObject({ status: 201 });
    const mediaId = await sendMedia(product.simulatorUrl, { query: { address: 'false' } });
    await mediaThat(product.database, mediaId, 'stored');
    await postSigned(product.apiUrl, textWebhook({ from: PHONE, body: 'hello' }));
    const conversationId = await eventually(
      'they have written',
      async () => (await messagesWith(product.database, PHONE))[0]?.conversationId,
    );
    const message = { conversationId, type: 'text', body: { body: 'Hello' } };
    const { body: sent } = await product.as().post<{ id: string }>('/api/v1/messages', message);
    await eventually('it arrived', async () => {
      const { body } = await product.as().get<{ state: string }>(`/api/v1/messages/${sent.id}`);
      return body.state === 'read';
    });
  });

  it("says so in Meta's words where it does not", async () => {
    await start('off');
    expect(await healthy()).toMatchObject({
      healthy: false,
      trouble: { reason: expect.stringContaining('appsecret_proof') as string },
    });
  });
});
