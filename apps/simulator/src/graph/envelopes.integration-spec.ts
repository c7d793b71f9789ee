import { BUSINESS, message, Stage, text } from '../simulator.fixture';
import { exactly, faultsOfShape, type Shape } from './envelope.fixture';

const stage = new Stage();
const ANA = '351912345678';

const string: Shape = { type: 'string', minLength: 1 };
const digits: Shape = { type: 'string', pattern: '^\\d+$' };
const boolean: Shape = { type: 'boolean' };
const listOf = (items: Shape): Shape => ({ type: 'array', minItems: 1, items });

/** Facts A3, B1, B2, F, G and E: what Meta's answers look like. */
const ENVELOPES = {
  error: exactly({
    error: exactly(
      {
        message: string,
        type: { enum: ['OAuthException', 'GraphMethodException'] },
        code: { type: 'integer' },
        fbtrace_id: string,
      },
      {
        error_subcode: { type: 'integer' },
        is_transient: boolean,
        error_data: exactly({ messaging_product: { const: 'whatsapp' }, details: string }),
        error_user_title: string,
        error_user_msg: string,
      },
    ),
  }),
  send: exactly({
    messaging_product: { const: 'whatsapp' },
    contacts: listOf(exactly({}, { input: string, wa_id: string, user_id: string })),
    messages: listOf(
      exactly(
        { id: { type: 'string', pattern: '^wamid\\.' } },
        { message_status: { enum: ['accepted', 'held_for_quality_assessment', 'paused'] }, group_id: string },
      ),
    ),
  }),
  success: exactly({ success: { const: true } }),
  upload: exactly({ id: digits }),
  media: exactly({
    messaging_product: { const: 'whatsapp' },
    url: { type: 'string', pattern: '^https?://.*/whatsapp_business/attachments/\\?mid=\\d+&ext=\\d+&hash=' },
    mime_type: string,
    sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    file_size: { type: 'integer' },
    id: digits,
  }),
  numbers: exactly(
    {
      data: listOf(
        exactly(
          {
            id: digits,
            verified_name: string,
            display_phone_number: { type: 'string', pattern: '^\\+' },
            code_verification_status: { enum: ['VERIFIED', 'NOT_VERIFIED', 'EXPIRED'] },
            quality_rating: { enum: ['GREEN', 'YELLOW', 'RED', 'UNKNOWN', 'NA'] },
            platform_type: { enum: ['CLOUD_API', 'ON_PREMISE', 'NOT_APPLICABLE'] },
            throughput: exactly({ level: { enum: ['STANDARD', 'HIGH', 'NOT_APPLICABLE'] } }),
          },
          { last_onboarded_time: string, webhook_configuration: { type: 'object' } },
        ),
      ),
    },
    { paging: { type: 'object' } },
  ),
  templates: exactly(
    {
      data: listOf(
        exactly({
          id: digits,
          name: string,
          language: string,
          status: string,
          category: { enum: ['MARKETING', 'UTILITY', 'AUTHENTICATION'] },
          parameter_format: { enum: ['POSITIONAL', 'NAMED'] },
          components: listOf({ type: 'object', required: { type: string }, isOpen: true }),
        }),
      ),
    },
    {
      paging: exactly(
        { cursors: exactly({ before: string, after: string }) },
        { next: string, previous: string },
      ),
    },
  ),
};

/** What is wrong with an answer of that kind; empty when nothing is. */
async function faultsOf(answer: Promise<Response>, kind: keyof typeof ENVELOPES): Promise<string[]> {
  return faultsOfShape(ENVELOPES[kind], await (await answer).json());
}

const hello = (more: object = {}) =>
  message(ANA, 'template', { name: 'hello', language: { code: 'en_US' }, ...more });

beforeAll(async () => {
  await stage.start();
  const components = [{ type: 'BODY', text: 'Hello' }];
  const template = { name: 'hello', language: 'en_US', category: 'MARKETING', components };
  const others = ['a', 'b'].map((name) => ({ ...template, name }));
  await stage.post('/sim/templates', { templates: [template, ...others] });
});
afterAll(() => stage.close());

describe("Graph's answers have the shape of Meta's", () => {
  it.each<[string, () => Promise<Response>, keyof typeof ENVELOPES]>([
    ['a text that was sent', () => stage.send(text(ANA, 'x')), 'send'],
    ['a template that was sent', () => stage.send(hello()), 'send'],
    [
      'a text to a user id',
      () => stage.send({ messaging_product: 'whatsapp', recipient: 'US.1', text: { body: 'x' } }),
      'send',
    ],
    ['a text to a group', () => stage.send(text('Y2FwaV9n', 'x', { recipient_type: 'group' })), 'send'],
    [
      'a message that was read',
      () => stage.send({ messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.1' }),
      'success',
    ],
    ['an upload', () => stage.upload('x', 'image/png'), 'upload'],
    [
      'a file',
      async () =>
        stage.graph(`/${((await (await stage.upload('x', 'image/png')).json()) as { id: string }).id}`),
      'media',
    ],
    ['the numbers of an account', () => stage.graph(`/${BUSINESS.wabaId}/phone_numbers`), 'numbers'],
    ['templates', () => stage.graph(`/${BUSINESS.wabaId}/message_templates?limit=2`), 'templates'],
    [
      'a subscription',
      () => stage.graph(`/${BUSINESS.wabaId}/subscribed_apps`, { method: 'POST' }),
      'success',
    ],
    ['no token', () => stage.send(text(ANA, 'x'), { token: null }), 'error'],
    ['a wrong token', () => stage.send(text(ANA, 'x'), { token: 'x' }), 'error'],
    ['an unknown object', () => stage.graph('/404'), 'error'],
    ['a missing parameter', () => stage.send({}), 'error'],
    ['an unknown template', () => stage.send(hello({ name: 'nobody' })), 'error'],
    ['a limit', () => stage.send(text('15550131056', 'x')), 'error'],
    ['an outage', () => stage.send(text('15550131016', 'x')), 'error'],
    ['an expired token', () => stage.send(text('15550100190', 'x')), 'error'],
  ])('%s', async (_what, asking, kind) => {
    expect(await faultsOf(asking(), kind)).toEqual([]);
  });

  it('and the check would find another shape', async () => {
    expect(await faultsOf(stage.send(text(ANA, 'x')), 'error')).not.toEqual([]);
  });
});
