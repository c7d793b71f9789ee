import { mediaRow, sendMedia } from '../support/sent-media';
import { eventually } from '../support/eventually';
import { sendsTo } from '../support/simulator-ledger';
import { NumberScene, TEXT } from './number-scene';

const ARRIVED = ['sent', 'delivered', 'read'];
const TEMPLATES = '/api/v1/templates';
const PNG = Buffer.from('\x89PNG\r\n\x1a\nand so on', 'latin1').toString('base64');
const PIN = '481516';

/** What a page in the place of an answer is to whoever called: its status, and its code. */
const TOLD = {
  200: { status: 424, body: { code: 'provider_unreadable_answer' } },
  429: { status: 429, body: { code: 'provider_rate_limited' } },
  503: { status: 424, body: { code: 'provider_service_down' } },
} as const;
const STATUSES = [200, 429, 503] as const;

interface SignUp {
  readonly code: string;
  readonly phoneNumberId: string;
  readonly wabaId: string;
}

/** HTML in the place of JSON (facts: seeds.md 3.5), in every kind of call to Meta and at the simulator. */
describe.each(STATUSES)('seed 000, an HTML page with status %i', (status) => {
  let scene: NumberScene;

  beforeAll(async () => {
    scene = await NumberScene.set();
  });
  afterEach(() => scene.faults());
  afterAll(() => scene.stop());

  /** Instead of an answer to what is no send; nothing comes of the call. */
  const pageFor = (call: string) =>
    scene.faults({ when: { call }, then: { answer: 'html', status, accepts: false } });
  const asOwner = () => scene.product.as();

  it('for sending: is neither a success nor a failure, and nothing is sent twice', async () => {
    const phone = `1650555${status}1`;
    await scene.faults({ when: { to: phone }, then: { answer: 'html', status } });
    const { body } = await scene.sendTo(phone, TEXT);
    expect(await scene.firstTryOf(body.id)).toBe('unknown');
    const accepted = await sendsTo(scene.product, phone, 'graph.accepted');
    expect(accepted).toHaveLength(status === 200 ? 1 : 0);
    await scene.faults();
    const next = await scene.sendTo(phone, TEXT);
    await scene.reaches(next.body.id, ARRIVED);
    expect(await sendsTo(scene.product, phone, 'graph.accepted')).toHaveLength(accepted.length + 1);
  });

  it.each(['message_templates', 'uploads'])('for templates: is told as trouble at Meta, %s', async (call) => {
    const sync = () => asOwner().post(`${TEMPLATES}/sync`, {});
    const sample = { channelId: scene.channelId, fileName: 'a.png', content: PNG };
    const upload = () => asOwner().post(`${TEMPLATES}/header-media`, sample);
    const act = call === 'uploads' ? upload : sync;
    await pageFor(call);
    expect(await act()).toMatchObject(TOLD[status]);
    await scene.faults();
    expect([200, 201]).toContain((await act()).status);
  });

  it('for media: leaves the file waiting, and the file comes later', async () => {
    await pageFor('');
    const mediaId = await sendMedia(scene.product.simulatorUrl, { query: { address: 'false' } });
    const tried = await eventually('it was tried', async () => {
      const row = await mediaRow(scene.product.database, mediaId);
      return row?.state === 'waiting' && row.failureCode !== null && row;
    });
    expect(tried).toMatchObject({
      state: 'waiting',
      failureCode: status === 200 ? 'unexpected_answer' : 'busy',
      storageKey: null,
    });
    await scene.faults();
    await scene.product.database.query(
      `UPDATE media SET next_attempt_at = now() WHERE provider_media_id = $1 AND state = 'waiting'`,
      [mediaId],
    );
    await eventually('it is here', async () => {
      const row = await mediaRow(scene.product.database, mediaId);
      return row?.state === 'stored';
    });
  });

  it('for token calls: nobody says that a token is good or bad of which Meta did not say so', async () => {
    await pageFor('debug_token');
    const check = await asOwner().post<{ isValid: boolean; findings: { check: string; verdict: string }[] }>(
      '/api/v1/channels/validate',
      scene.values,
    );
    const verdictOf = (name: string) => check.body.findings.find((one) => one.check === name)?.verdict;
    // The number was told, so the token was taken; what it may do, nobody knows.
    expect([verdictOf('access_token'), verdictOf('token_scopes')]).toEqual(['ok', 'unknown']);
    await pageFor('');
    const { body: health } = await asOwner().post<{ findings: { check: string; verdict: string }[] }>(
      `${scene.path}/doctor`,
    );
    expect(health.findings.find((one) => one.check === 'access_token')).toMatchObject({ verdict: 'unknown' });
  });

  it('for token calls: a code is not exchanged, nothing is connected, and the code may be given again', async () => {
    const { code, phoneNumberId, wabaId } = await scene.atMeta<SignUp>('POST', '/sim/signups', {
      displayPhoneNumber: `+15550177${status}`,
    });
    const signUp = () =>
      asOwner().post<{ channelId: string }>('/api/v1/channels/embedded-signup', {
        ...{ code, phoneNumberId, wabaId, pin: PIN },
      });
    await pageFor('oauth/access_token');
    expect(await signUp()).toMatchObject(TOLD[status]);
    const { body } = await asOwner().get<{ data: unknown[] }>('/api/v1/channels');
    expect(body.data).toHaveLength(1);
    await scene.faults();
    expect(await signUp()).toMatchObject({ status: 201 });
  });
});
