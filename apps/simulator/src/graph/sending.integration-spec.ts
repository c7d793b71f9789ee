import { BUSINESS, message, ofKind, Stage, text } from '../simulator.fixture';

const ANA = '+351912345678';
const ANA_DIGITS = '351912345678';
const stage = new Stage();

beforeAll(() => stage.start());
afterAll(() => stage.close());

const answerOf = async (body: unknown): Promise<unknown> => (await stage.send(body)).json();
const lastAccepted = async () => ofKind(await stage.ledger(), 'graph.accepted').at(-1);

const HELLO = {
  name: 'hello',
  language: 'en_US',
  category: 'UTILITY',
  components: [{ type: 'BODY', text: 'Hello {{1}}' }],
};
const hello = (parameters: object[], name = 'hello', language = 'en_US') =>
  message(ANA, 'template', {
    name,
    language: { code: language },
    components: [{ type: 'body', parameters }],
  });

describe('Graph, sending what is not a text', () => {
  it.each([
    ['location', { latitude: 38.7, longitude: -9.1, name: 'Castelo' }, '📍 Castelo'],
    ['contacts', [{ name: { formatted_name: 'Tom Baker', first_name: 'Tom' } }], '👤 Tom Baker'],
    ['image', { link: 'https://example.com/a.png', caption: 'the leak' }, 'the leak'],
    [
      'interactive',
      {
        type: 'button',
        body: { text: 'Tea?' },
        action: { buttons: [{ type: 'reply', reply: { id: 'y', title: 'Yes' } }] },
      },
      'Tea?',
    ],
  ])(
    'takes a message of type %s, keeps it whole, and tells what becomes of it',
    async (type, content, body) => {
      const { status, id } = await stage.outcome(message(ANA, type, content));
      expect(status).toBe(200);
      expect(await lastAccepted()).toMatchObject({ wamid: id, type, content, body, to: ANA_DIGITS });
      expect((await stage.statusesOf(id, 3)).map((one) => one['status'])).toEqual([
        'sent',
        'delivered',
        'read',
      ]);
    },
  );

  it('tells of a reaction that it was sent, and no more', async () => {
    const { id } = await stage.outcome(message(ANA, 'reaction', { message_id: 'wamid.1', emoji: '👍' }));
    const after = await stage.outcome(text(ANA, 'later'));
    await stage.statusesOf(after.id, 3);
    expect((await stage.statusesOf(id, 1)).map((one) => one['status'])).toEqual(['sent']);
  });

  it('answers for a user id with the user id, and its statuses have no phone number', async () => {
    const userId = 'US.13491208655302741918';
    const body = { messaging_product: 'whatsapp', recipient: userId, type: 'text', text: { body: 'Hi' } };
    const answer = await answerOf(body);
    expect(answer).toMatchObject({ contacts: [{ user_id: userId }] });
    const { contacts, messages } = answer as { contacts: object[]; messages: { id: string }[] };
    expect(contacts).toEqual([{ user_id: userId }]);
    const [status] = await stage.statusesOf(messages[0]?.id, 1);
    expect(status).toMatchObject({ recipient_user_id: userId });
    expect(status).not.toHaveProperty('recipient_id');
  });

  it('answers for a group with its id', async () => {
    const group = 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOTox';
    const answer = await answerOf(text(group, 'Hi all', { recipient_type: 'group' }));
    expect(answer).toMatchObject({ messages: [{ group_id: group }] });
    const { messages } = answer as { messages: { id: string }[] };
    const [status] = await stage.statusesOf(messages[0]?.id, 1);
    expect(status).toMatchObject({ recipient_id: group, recipient_type: 'group' });
  });

  it('marks a message as read, and takes that somebody types', async () => {
    const receipt = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.in' };
    expect(await answerOf({ ...receipt, typing_indicator: { type: 'text' } })).toEqual({ success: true });
    expect(ofKind(await stage.ledger(), 'graph.read').at(-1)).toMatchObject({
      phoneNumberId: BUSINESS.phoneNumberId,
      readWamid: 'wamid.in',
      isTyping: true,
    });
  });

  it('refuses a file that nobody uploaded', async () => {
    expect(await answerOf(message(ANA, 'image', { id: '404' }))).toMatchObject({
      error: {
        code: 100,
        message: "(#100) Param image['id'] is not a valid whatsapp business account media attachment ID",
      },
    });
  });

  it('takes a file of another kind, and lets the message fail later: 131053', async () => {
    const { id: mediaId } = (await (await stage.upload('%PDF', 'application/pdf')).json()) as { id: string };
    const { status, id } = await stage.outcome(message(ANA, 'image', { id: mediaId }));
    expect(status).toBe(200);
    expect(await stage.statusesOf(id, 1)).toMatchObject([{ status: 'failed', errors: [{ code: 131053 }] }]);
    const document = await stage.outcome(message(ANA, 'document', { id: mediaId }));
    expect((await stage.statusesOf(document.id, 3))[0]).toMatchObject({ status: 'sent' });
  });
});

describe('Graph, sending a template', () => {
  beforeAll(async () => {
    const templates = [
      HELLO,
      { ...HELLO, name: 'paused', status: 'PAUSED' },
      { ...HELLO, name: 'gone', status: 'DISABLED' },
      { ...HELLO, name: 'paced', isPaced: true },
    ];
    expect((await stage.post('/sim/templates', { templates })).status).toBe(201);
  });

  it('says that it was accepted, and its statuses have the price of its category', async () => {
    const answer = await answerOf(hello([{ type: 'text', text: 'Ana' }]));
    expect(answer).toMatchObject({ messages: [{ message_status: 'accepted' }] });
    const { messages } = answer as { messages: { id: string }[] };
    expect((await stage.statusesOf(messages[0]?.id, 3))[0]).toMatchObject({
      pricing: { category: 'utility', type: 'regular', billable: true },
    });
  });

  it('says of a paced one that it is held', async () => {
    expect(await answerOf(hello([{ type: 'text', text: 'Ana' }], 'paced'))).toMatchObject({
      messages: [{ message_status: 'held_for_quality_assessment' }],
    });
  });

  it.each([
    ['an unknown name', hello([{ type: 'text', text: 'Ana' }], 'nobody'), 404, 132001],
    ['another language', hello([{ type: 'text', text: 'Ana' }], 'hello', 'pt_PT'), 404, 132001],
    ['too few parameters', hello([]), 400, 132000],
    ['a paused one', hello([{ type: 'text', text: 'Ana' }], 'paused'), 400, 132015],
    ['a disabled one', hello([{ type: 'text', text: 'Ana' }], 'gone'), 400, 132016],
    ['no name', message(ANA, 'template', { language: { code: 'en_US' } }), 400, 131008],
  ])('refuses %s', async (_what, body, status, code) => {
    expect(await stage.outcome(body)).toEqual({ status, code });
  });

  it('refuses a template of settings that nobody knows', async () => {
    expect((await stage.post('/sim/templates', { templates: [{ ...HELLO, colour: 'red' }] })).status).toBe(
      400,
    );
    expect((await stage.post('/sim/templates', { templates: [{ ...HELLO, wabaId: '9' }] })).status).toBe(400);
  });
});
