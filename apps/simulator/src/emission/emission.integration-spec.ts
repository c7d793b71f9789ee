import { BUSINESS, ofKind, Stage } from '../simulator.fixture';

const ANA = '351912345678';
const stage = new Stage();

beforeAll(() => stage.start());
afterAll(() => stage.close());

/** The value of the next webhook that carries these words. */
async function valueWith(words: string): Promise<Record<string, unknown>> {
  await stage.product.until(() =>
    stage.product.values.some((value) => JSON.stringify(value).includes(words)),
  );
  return stage.product.values.find((value) => JSON.stringify(value).includes(words)) ?? {};
}

describe('what people do', () => {
  it('is told as Meta tells it, and answered with the id to expect', async () => {
    const answer = await stage.post(`/sim/people/${ANA}/events`, {
      type: 'reaction',
      messageId: 'wamid.x',
      emoji: '🎉',
    });
    const { wamid } = (await answer.json()) as { wamid: string };
    expect(answer.status).toBe(201);
    expect((await valueWith(wamid))['messages']).toMatchObject([
      { id: wamid, from: ANA, type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '🎉' } },
    ]);
  });

  it('may concern a number that was added', async () => {
    const number = { phoneNumberId: '777', wabaId: '778', displayPhoneNumber: '+15550100777' };
    expect((await stage.post('/sim/numbers', number)).status).toBe(201);
    const { numbers } = await stage.get<{ numbers: { phoneNumberId: string }[] }>('/sim/numbers');
    expect(numbers.map(({ phoneNumberId }) => phoneNumberId)).toEqual([BUSINESS.phoneNumberId, '777']);
    const answer = await stage.post(`/sim/people/${ANA}/events`, { type: 'location', phoneNumberId: '777' });
    const { wamid } = (await answer.json()) as { wamid: string };
    expect(await valueWith(wamid)).toMatchObject({
      metadata: { phone_number_id: '777', display_phone_number: '15550100777' },
    });
  });

  it('is sent from, and reported for, a number that was added', async () => {
    const path = '/v25.0/777/messages';
    const body = { messaging_product: 'whatsapp', to: `+${ANA}`, type: 'text', text: { body: 'hi' } };
    const { messages } = (await (await stage.send(body, { path })).json()) as { messages: { id: string }[] };
    const id = messages[0]?.id ?? 'nothing';
    expect(await valueWith(id)).toMatchObject({ metadata: { phone_number_id: '777' }, statuses: [{ id }] });
  });

  it.each([
    ['type is none of text, reply,', `/sim/people/${ANA}/events`, { type: 'telepathy' }],
    ['there is no such number', `/sim/people/${ANA}/events`, { type: 'text', phoneNumberId: '5' }],
    ['phone is not an international phone number', '/sim/people/x/events', { type: 'text' }],
    ['field is none of message_template_status_update,', '/sim/account/events', { field: 'weather' }],
    [
      'displayPhoneNumber is not',
      '/sim/numbers',
      { phoneNumberId: '1', wabaId: '1', displayPhoneNumber: 'x' },
    ],
  ])('is refused with words: %s', async (words, path, body) => {
    const answer = await stage.post(path, body);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { error: string }).error).toContain(words);
  });
});

describe('news of the account', () => {
  it('come without a number, with a time, and with what the caller wants of it', async () => {
    const value = { event: 'REJECTED', reason: 'SCAM' };
    const answer = await stage.post('/sim/account/events', {
      field: 'message_template_status_update',
      value,
    });
    const { marker } = (await answer.json()) as { marker: string };
    expect(await valueWith(marker)).toMatchObject({ ...value, message_template_name: marker });
    const entries = await stage.ledgerWith((ledger) => JSON.stringify(ledger).includes(marker));
    expect(ofKind(entries, 'webhook.emitted').flatMap(({ events }) => events)).toContainEqual({
      type: 'account',
      field: 'message_template_status_update',
      marker,
      wabaId: BUSINESS.wabaId,
    });
  });
});
