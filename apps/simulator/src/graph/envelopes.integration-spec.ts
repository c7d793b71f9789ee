import { ACCESS_TOKEN, APP_SECRET, BUSINESS, message, Stage, text } from '../simulator.fixture';
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
  id: exactly({ id: string }),
  template: exactly({
    id: digits,
    status: { enum: ['PENDING', 'APPROVED', 'REJECTED'] },
    category: { enum: ['MARKETING', 'UTILITY', 'AUTHENTICATION'] },
  }),
  upserted: exactly({ data: listOf(exactly({ id: digits, status: string, language: string })) }),
  handle: exactly({ h: { type: 'string', pattern: '^4::' } }),
  offset: exactly({ id: { type: 'string', pattern: '^upload:' }, file_offset: { type: 'integer' } }),
  exchange: exactly({ access_token: string, token_type: { const: 'bearer' } }),
  token: exactly({
    data: exactly(
      { is_valid: boolean, scopes: { type: 'array', items: string } },
      {
        app_id: digits,
        type: { enum: ['SYSTEM_USER', 'USER', 'APP'] },
        application: string,
        data_access_expires_at: { type: 'integer' },
        error: exactly({ code: { type: 'integer' }, message: string }, { subcode: { type: 'integer' } }),
        expires_at: { type: 'integer' },
        issued_at: { type: 'integer' },
        granular_scopes: {
          type: 'array',
          items: exactly({ scope: string }, { target_ids: listOf(digits) }),
        },
        user_id: digits,
      },
    ),
  }),
  profile: exactly({
    data: listOf(
      exactly({ messaging_product: { const: 'whatsapp' } }, { about: string, websites: listOf(string) }),
    ),
  }),
  health: exactly({
    id: digits,
    health_status: exactly({
      can_send_message: { enum: ['AVAILABLE', 'LIMITED', 'BLOCKED'] },
      entities: listOf(
        exactly(
          {
            entity_type: string,
            id: digits,
            can_send_message: { enum: ['AVAILABLE', 'LIMITED', 'BLOCKED'] },
          },
          {
            additional_info: listOf(string),
            errors: listOf(
              exactly({
                error_code: { type: 'integer' },
                error_description: string,
                possible_solution: string,
              }),
            ),
          },
        ),
      ),
    }),
  }),
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

const post = (path: string, body: object = {}) =>
  stage.graph(path, { method: 'POST', body: JSON.stringify(body) });
const wanted = (name: string) => ({
  name,
  language: 'en_US',
  category: 'UTILITY',
  components: [{ type: 'BODY', text: 'Hello' }],
});
const startUpload = () =>
  stage.graph('/670843887433847/uploads?file_length=1&file_type=image/png', { method: 'POST' });
const idOf = async (answer: Promise<Response>) => ((await (await answer).json()) as { id: string }).id;
const otp = { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] };

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
    [
      'a template that was created',
      () => post(`/${BUSINESS.wabaId}/message_templates`, wanted('new')),
      'template',
    ],
    [
      'templates in several languages',
      () =>
        post(`/${BUSINESS.wabaId}/upsert_message_templates`, {
          ...wanted('a_code'),
          category: 'AUTHENTICATION',
          languages: ['en_US', 'fr'],
          components: [{ type: 'BODY' }, otp],
        }),
      'upserted',
    ],
    [
      'a template that was deleted',
      () => stage.graph(`/${BUSINESS.wabaId}/message_templates?name=b`, { method: 'DELETE' }),
      'success',
    ],
    [
      'a template that Graph refuses',
      () => post(`/${BUSINESS.wabaId}/message_templates`, { ...wanted('x'), components: [{ type: 'BODY' }] }),
      'error',
    ],
    ['an upload that begins', startUpload, 'id'],
    ['an upload that was asked for', async () => stage.graph(`/${await idOf(startUpload())}`), 'offset'],
    [
      'an upload that is over',
      async () =>
        stage.graph(`/${await idOf(startUpload())}`, {
          method: 'POST',
          body: 'x',
          headers: { file_offset: '0' },
        }),
      'handle',
    ],
    ['a token', () => stage.graph(`/debug_token?input_token=${ACCESS_TOKEN}`), 'token'],
    ['a token that nobody issued', () => stage.graph('/debug_token?input_token=x'), 'token'],
    [
      'a code for a token',
      async () => {
        const signup = await stage.post('/sim/signups', { displayPhoneNumber: '+447700900123' });
        const { code } = (await signup.json()) as { code: string };
        const query = { client_id: '670843887433847', client_secret: APP_SECRET, code };
        return stage.graph(`/oauth/access_token?${new URLSearchParams(query)}`);
      },
      'exchange',
    ],
    [
      'a number that was added',
      () =>
        post(`/${BUSINESS.wabaId}/phone_numbers`, {
          cc: '351',
          phone_number: '930000001',
          verified_name: 'A shop',
        }),
      'id',
    ],
    [
      'a number that is registered',
      () => post(`/${BUSINESS.phoneNumberId}/register`, { messaging_product: 'whatsapp', pin: '123456' }),
      'success',
    ],
    ['a code that is wrong', () => post(`/${BUSINESS.phoneNumberId}/request_code`), 'error'],
    ['the profile', () => stage.graph(`/${BUSINESS.phoneNumberId}/whatsapp_business_profile`), 'profile'],
    [
      'the health of a number',
      () => stage.graph(`/${BUSINESS.phoneNumberId}?fields=health_status`),
      'health',
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
