import { BUSINESS, Stage, text } from '../simulator.fixture';

const { phoneNumberId, wabaId } = BUSINESS;
const edge = `/${wabaId}/message_templates`;

let stage: Stage;

beforeEach(async () => {
  stage = new Stage();
  await stage.start();
});
afterEach(() => stage.close());

const faults = (when: object, then: object) =>
  stage.put('/sim/faults', { rules: [{ id: 'one', when, then }] });
const create = () =>
  stage.graph(edge, {
    method: 'POST',
    body: JSON.stringify({
      name: 'order_ready',
      language: 'en_US',
      category: 'UTILITY',
      components: [{ type: 'BODY', text: 'Hello' }],
    }),
  });
const count = async () => ((await (await stage.graph(edge)).json()) as { data: object[] }).data.length;

describe('a fault of a call that is no send', () => {
  it.each([200, 429, 503])('is a page with %i, which came to something or not', async (status) => {
    await faults({ call: 'message_templates', method: 'POST' }, { answer: 'html', status });
    const answer = await create();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(await count()).toBe(status === 200 ? 1 : 0);
  });

  it('may be half an answer, no answer, and a code of Graph', async () => {
    await faults({ call: 'debug_token' }, { answer: 'truncated_json' });
    const half = await (await stage.graph('/debug_token?input_token=x')).text();
    expect(() => JSON.parse(half) as unknown).toThrow();
    await faults({ call: '', next: 1 }, { answer: 'accept_then_reset' });
    await expect(create()).rejects.toThrow('fetch failed');
    expect(await count()).toBe(1);
    await faults({ call: 'oauth/' }, { answer: 'error', code: 2 });
    expect((await stage.graph('/oauth/access_token')).status).toBe(503);
  });

  it('concerns no send, and that of a send no call', async () => {
    await faults({ call: '', phoneNumberId }, { answer: 'empty', status: 500 });
    expect((await stage.outcome(text('351912345678', 'x'))).status).toBe(200);
    expect((await stage.graph(`/${phoneNumberId}`)).status).toBe(500);
    expect((await stage.graph(edge)).status).toBe(200);
    await faults({}, { answer: 'empty', status: 500 });
    expect((await stage.graph(`/${phoneNumberId}`)).status).toBe(200);
  });

  it.each([
    [{ method: 'POST' }, { answer: 'empty' }],
    [{ call: 'x', to: '351912345678' }, { answer: 'empty' }],
    [{ call: 'x' }, { answer: 'reset_before_reading' }],
  ])('cannot be %j and %j', async (when, then) => {
    expect((await faults(when, then)).status).toBe(400);
  });
});
