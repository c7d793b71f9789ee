import { approveTemplate, sendsTo } from '../support/simulator-ledger';
import { NumberScene, TEXT } from './number-scene';

/** The client waits ten seconds for an answer. */
const AFTER_ITS_TIME_MS = 40_000;
const ARRIVED = ['sent', 'delivered', 'read'];

/** What seed 000 does with messages, by the names of its tests (facts: seeds.md 3.4, 3.5), at the simulator. */
describe('seed 000, sending', () => {
  let scene: NumberScene;

  beforeAll(async () => {
    scene = await NumberScene.set();
    await approveTemplate(scene.product, 'hello_world');
  });
  afterAll(() => scene.stop());

  const acceptedBy = (phone: string) => sendsTo(scene.product, phone, 'graph.accepted');

  it('9 a text reaches Meta as it was written, and has a message id', async () => {
    const { status, body } = await scene.sendTo('16505559009', TEXT);
    expect(status).toBe(201);
    expect((await scene.reaches(body.id, ARRIVED)).failure).toBeNull();
    expect(await acceptedBy('16505559009')).toMatchObject([
      { body: TEXT.body.body, wamid: expect.stringMatching(/^wamid\./) as string },
    ]);
  });

  it('10 a template reaches Meta', async () => {
    const template = { type: 'template', body: { name: 'hello_world', language: { code: 'en_US' } } };
    const { body } = await scene.sendTo('16505559010', template);
    await scene.reaches(body.id, ARRIVED);
    expect(await acceptedBy('16505559010')).toMatchObject([{ type: 'template' }]);
  });

  it('11 an unsupported type is refused, and Meta is not asked', async () => {
    const answer = await scene.sendTo('16505559011', { type: 'hologram', body: { id: '1' } });
    expect(answer.status).toBe(400);
    expect(await sendsTo(scene.product, '16505559011')).toEqual([]);
  });

  it('12 timeout: no answer in time is neither a success nor a failure, and is not sent twice', async () => {
    const { body } = await scene.sendTo('15550100408', TEXT);
    expect(await scene.firstTryOf(body.id, AFTER_ITS_TIME_MS)).toBe('unknown');
    expect(await acceptedBy('15550100408')).toHaveLength(1);
  });

  it('13 connection error: what breaks off is told by its status, and is not sent twice', async () => {
    const { body } = await scene.sendTo('15550100499', TEXT);
    expect(await scene.firstTryOf(body.id)).toBe('unknown');
    await scene.reaches(body.id, ARRIVED);
    expect(await acceptedBy('15550100499')).toHaveLength(1);
  });

  it.each([
    ['14 an HTML body is detected: with status 200 it is no success', '15550100200', 1],
    ['14 an HTML body is detected: with status 429 it is no failure of the message', '15550100429', 0],
    ['15 invalid JSON is handled: half an answer is no success', '15550100206', 1],
  ])('%s', async (_name, phone, taken) => {
    // Many of them in a row would be an outage.
    await scene.reaches((await scene.sendTo('16505559099', TEXT)).body.id, ARRIVED);
    const { body } = await scene.sendTo(phone, TEXT);
    expect(await scene.firstTryOf(body.id)).toBe('unknown');
    expect(await acceptedBy(phone)).toHaveLength(taken);
  });

  it("16 an API error is parsed: the message has Meta's code and its reason", async () => {
    const template = { type: 'template', body: { name: 'nobody_wrote_it', language: { code: 'en_US' } } };
    const { body } = await scene.sendTo('16505559016', template);
    const { failure } = await scene.reaches(body.id, ['failed']);
    expect(failure).toMatchObject({ code: '132001', reason: expect.stringMatching(/\S/) as string });
  });
});
