import { BUSINESS, Stage } from '../simulator.fixture';

const { phoneNumberId, wabaId } = BUSINESS;
const stage = new Stage();

beforeAll(() => stage.start());
afterAll(() => stage.close());

const read = async <T = Record<string, unknown>>(path: string, init?: RequestInit): Promise<T> =>
  (await (await stage.graph(path, init)).json()) as T;

interface List {
  data: Record<string, unknown>[];
  paging?: { cursors: { after: string }; next?: string; previous?: string };
}

describe('Graph, asked about a number', () => {
  it('gives the usual fields, or those that were asked for, and always the id', async () => {
    expect(await read(`/${phoneNumberId}`)).toMatchObject({
      id: phoneNumberId,
      display_phone_number: '+1 555-010-0042',
      verified_name: 'Parley Demo',
      quality_rating: 'GREEN',
      throughput: { level: 'STANDARD' },
    });
    const asked = 'status,health_status{can_send_message},whatsapp_business_manager_messaging_limit';
    expect(await read(`/${phoneNumberId}?fields=${encodeURIComponent(asked)}`)).toEqual({
      id: phoneNumberId,
      status: 'CONNECTED',
      health_status: expect.objectContaining({ can_send_message: 'AVAILABLE' }),
      whatsapp_business_manager_messaging_limit: 'TIER_UNLIMITED',
    });
  });

  it('names a field that it does not have', async () => {
    expect(await read(`/${phoneNumberId}?fields=colour`)).toMatchObject({
      error: {
        code: 100,
        message:
          '(#100) Tried accessing nonexisting field (colour) on node type (WhatsAppBusinessPhoneNumber)',
      },
    });
  });

  it('lists the numbers of an account, as they were added', async () => {
    const more = { phoneNumberId: '2', wabaId, displayPhoneNumber: '+44 7700 900000', isOnBizApp: true };
    await stage.post('/sim/numbers', { ...more, verifiedName: 'Second', status: 'PENDING' });
    await stage.post('/sim/numbers', {
      phoneNumberId: '3',
      wabaId: '9',
      displayPhoneNumber: '+447700900001',
    });
    const { data } = await read<List>(`/${wabaId}/phone_numbers?fields=verified_name,status,is_on_biz_app`);
    expect(data).toEqual([
      { id: phoneNumberId, verified_name: 'Parley Demo', status: 'CONNECTED', is_on_biz_app: false },
      { id: '2', verified_name: 'Second', status: 'PENDING', is_on_biz_app: true },
    ]);
  });

  it('does not know the account of nobody, in the words for unknown objects', async () => {
    expect(await read('/77/phone_numbers')).toMatchObject({ error: { code: 100, error_subcode: 33 } });
  });
});

describe('Graph, asked who listens to an account', () => {
  const edge = `/${wabaId}/subscribed_apps`;

  it('names the app, until it is taken away, and again when it comes back', async () => {
    expect(await read<List>(edge)).toMatchObject({
      data: [{ whatsapp_business_api_data: { name: 'Parley' } }],
    });
    expect(await read(edge, { method: 'DELETE' })).toEqual({ success: true });
    expect(await read(edge)).toEqual({ data: [] });
    expect(await read(edge, { method: 'POST' })).toEqual({ success: true });
    expect((await read<List>(edge)).data).toHaveLength(1);
  });

  it('keeps the address that messages go to instead', async () => {
    const body = JSON.stringify({ override_callback_uri: 'https://example.com/hook', verify_token: 'x' });
    await read(edge, { method: 'POST', body });
    expect((await read<List>(edge)).data).toMatchObject([
      { override_callback_uri: 'https://example.com/hook' },
    ]);
    await read(edge, { method: 'POST' });
    expect((await read<List>(edge)).data[0]).not.toHaveProperty('override_callback_uri');
  });

  it.each([
    [{ override_callback_uri: 'nowhere', verify_token: 'x' }],
    [{ override_callback_uri: 'https://example.com' }],
    [{ override_callback_uri: `https://example.com/${'x'.repeat(200)}`, verify_token: 'x' }],
  ])('refuses an address such as %j', async (body) => {
    expect(await read(edge, { method: 'POST', body: JSON.stringify(body) })).toMatchObject({
      error: { code: 100 },
    });
  });
});

describe('Graph, asked for templates', () => {
  const edge = `/${wabaId}/message_templates`;
  const given = Array.from({ length: 7 }, (_, index) => ({
    name: `template_${index}`,
    language: 'en_US',
    category: index % 2 === 0 ? 'UTILITY' : 'MARKETING',
    status: index === 6 ? 'REJECTED' : 'APPROVED',
    components: [{ type: 'BODY', text: 'Hello' }],
  }));
  beforeAll(() => stage.post('/sim/templates', { templates: given }));

  it('gives them page by page, each once, there and back', async () => {
    const names: unknown[] = [];
    let next: string | undefined = `${edge}?limit=3`;
    let last: List | undefined;
    while (next !== undefined) {
      last = await read<List>(next);
      names.push(...last.data.map(({ name }) => name));
      next = last.paging?.next;
    }
    expect(names).toEqual(given.map(({ name }) => name));
    const before = await read<List>(last?.paging?.previous ?? '');
    expect(before.data.map(({ name }) => name)).toEqual(['template_3', 'template_4', 'template_5']);
  });

  it('filters them, and gives the fields that were asked for', async () => {
    const { data } = await read<List>(`${edge}?status=rejected&fields=name,rejected_reason,quality_score`);
    expect(data).toEqual([
      {
        id: expect.stringMatching(/^\d{17}$/),
        name: 'template_6',
        rejected_reason: 'INVALID_FORMAT',
        quality_score: { score: 'UNKNOWN', date: expect.any(Number) },
      },
    ]);
    expect((await read<List>(`${edge}?category=MARKETING`)).data).toHaveLength(3);
    expect((await read<List>(`${edge}?name=template_1`)).data).toHaveLength(1);
    expect(await read(`${edge}?name=nobody`)).toEqual({ data: [] });
  });

  it('refuses a cursor that is not of the list: 131059', async () => {
    expect(await read(`${edge}?after=abc`)).toMatchObject({ error: { code: 131059 } });
  });

  it('describes one by its id, which stays when it changes', async () => {
    const [first] = (await read<List>(`${edge}?name=template_0`)).data;
    await stage.post('/sim/templates', { templates: [{ ...given[0], status: 'PAUSED' }] });
    expect(await read(`/${String(first?.['id'])}?fields=status`)).toEqual({
      id: first?.['id'],
      status: 'PAUSED',
    });
  });
});
