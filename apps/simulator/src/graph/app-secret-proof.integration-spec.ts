import { createHmac } from 'node:crypto';
import { ACCESS_TOKEN, APP_SECRET, BUSINESS, ofKind, Stage, text } from '../simulator.fixture';

const { phoneNumberId } = BUSINESS;
const PROOF = createHmac('sha256', APP_SECRET).update(ACCESS_TOKEN).digest('hex');

let stage: Stage;

afterEach(() => stage.close());

async function start(requiresProof?: boolean): Promise<void> {
  stage = new Stage();
  await stage.start(requiresProof === undefined ? {} : { requiresProof });
}

/** What Graph says to a call and to a send with this in their query. */
async function says(query: string): Promise<{ call: unknown; send: unknown }> {
  const path = `/v25.0/${phoneNumberId}/messages${query}`;
  const [call, send] = [
    await stage.graph(`/${phoneNumberId}${query}`),
    await stage.send(text('351912345678', 'x'), { path }),
  ];
  const told = async (answer: Response): Promise<unknown> => {
    const { error } = (await answer.json()) as { error?: { code: number; type: string; message: string } };
    return error ? [answer.status, error.code, error.type, error.message] : answer.status;
  };
  return { call: await told(call), send: await told(send) };
}

const refused = (message: string) => {
  const refusal = [400, 100, 'GraphMethodException', message];
  return { call: refusal, send: refusal };
};
const INVALID = refused('Invalid appsecret_proof provided in the API argument');

describe('the proof of the app secret', () => {
  it('is looked at where it is given, and not missed where it is not', async () => {
    await start();
    expect(await says('')).toEqual({ call: 200, send: 200 });
    expect(await says(`?appsecret_proof=${PROOF}`)).toEqual({ call: 200, send: 200 });
    expect(await says(`?appsecret_proof=${PROOF.toUpperCase()}`)).toEqual(INVALID);
    expect(await says('?appsecret_proof=')).toEqual(INVALID);
    expect(ofKind(await stage.ledger(), 'graph.accepted')).toHaveLength(2);
  });

  it('is missed where the app requires it', async () => {
    await start(true);
    expect(await says('')).toEqual(refused('API calls from the server require an appsecret_proof argument'));
    expect(await says(`?appsecret_proof=${PROOF}`)).toEqual({ call: 200, send: 200 });
  });

  it('says nothing to whoever has no token', async () => {
    await start(true);
    const path = `/v25.0/${phoneNumberId}/messages?appsecret_proof=${PROOF}`;
    const answer = await stage.send(text('351912345678', 'x'), { path, token: 'nobody-knows-it' });
    expect(((await answer.json()) as { error: { code: number } }).error.code).toBe(190);
  });
});
