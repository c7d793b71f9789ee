import { recordedIn } from '../support/audit';
import { eventually } from '../support/eventually';
import { inboxIsEmpty } from '../support/inbox';
import { META, postSigned, textWebhook } from '../support/meta';
import { newPhoneNumberId, postTexts } from '../support/operator';
import { Command } from '../support/processes';
import { Product } from '../support/product';

describe("the operator's commands", () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
  });
  afterAll(() => product.stop());

  const run = async (...words: string[]): Promise<{ code: number | null; output: string }> => {
    const command = new Command(words, product.environmentVariables());
    return { code: await command.exitCode(), output: command.output };
  };
  const letters = (state: string): Promise<{ id: string }[]> =>
    product.database.query('SELECT id FROM dead_letter WHERE state = $1 ORDER BY id', [state]);

  it('inbound says that nothing waits, and then what does, and fails when it is too old', async () => {
    expect(await run('inbound')).toEqual({
      code: 0,
      output: expect.stringContaining('nothing waits') as string,
    });
    await postSigned(product.apiUrl, textWebhook({ from: '16505550051' }));
    await product.database.query(`UPDATE webhook_delivery SET received_at = now() - interval '2 hours'`);
    const late = await run('inbound');
    expect(late.code).toBe(1);
    expect(late.output).toMatch(/oldest waits for +7\d{3} s/);
    expect(late.output).toMatch(/webhooks waiting +1/);
    expect((await run('inbound', '--older-than', '86400')).code).toBe(0);
    const asJson = await run('inbound', '--json');
    expect(JSON.parse(asJson.output)).toMatchObject({ deliveriesWaiting: 1 });
  });

  it('dead-letters lists them, or their causes, and lets no text steer the terminal', async () => {
    await product.startWorker();
    const number = newPhoneNumberId();
    await postTexts(product, number, 3);
    await inboxIsEmpty(product.database);
    await product.database.query(
      `UPDATE dead_letter SET detail = detail || E'\\u001b[2J' WHERE state = 'waiting'`,
    );
    const list = await run('dead-letters', '--stage', 'route', '--limit', '2');
    expect(list.code).toBe(0);
    expect(list.output.split('\n').filter((line) => line.includes('unknown_channel'))).toHaveLength(2);
    expect(list.output).toContain('There are more');
    expect(list.output).not.toContain('\u001b');
    const groups = await run('dead-letters', '--group');
    expect(groups.output).toMatch(/route +unknown_channel +3 /);
    expect((await run('dead-letters', '--tenant', 'nobody')).code).toBe(1);
  });

  it('replay has a worker try them again', async () => {
    const [first] = await letters('waiting');
    const replayed = await run('replay', first?.id ?? '', '--note', 'By hand.');
    expect(replayed).toEqual({ code: 0, output: expect.stringContaining('1 dead letters') as string });
    await eventually('the replay is finished', async () => {
      const rows = await product.database.query(
        `SELECT 1 FROM replay WHERE finished_at IS NOT NULL AND requested_by IS NULL AND requested_by_name = 'operator (cli)'
         AND note = 'By hand.'`,
      );
      return rows.length === 1;
    });
    expect((await run('replay', '--reason', 'unknown_channel', '--rate', '50')).code).toBe(0);
    await eventually('both are finished', async () => {
      const rows = await product.database.query('SELECT 1 FROM replay WHERE finished_at IS NULL');
      return rows.length === 0;
    });
  });

  it('discard gives them up, which the trail of their tenant tells', async () => {
    await product.database.query(`UPDATE dead_letter SET tenant_id = $1 WHERE state = 'waiting'`, [
      product.tenantId,
    ]);
    expect((await run('discard', '--tenant', 'demo')).code).toBe(1);
    const discarded = await run('discard', '--tenant', 'demo', '--note', 'Test traffic.');
    expect(discarded).toEqual({
      code: 0,
      output: expect.stringContaining('3 dead letters. Discarded.') as string,
    });
    expect(await letters('waiting')).toEqual([]);
    const [deed] = (await recordedIn(product.database, product.tenantId)).slice(-1);
    expect(deed).toMatchObject({
      action: 'dead_letters.discarded',
      actor_name: 'operator (cli)',
      after: { letters: 3, note: 'Test traffic.' },
    });
    expect(await run('discard', '--tenant', 'demo', '--note', 'Again.')).toEqual({
      code: 1,
      output: expect.stringContaining('No such dead letter waits.') as string,
    });
  });

  it('webhook prints the bytes as they came', async () => {
    const body = Buffer.from([0x7b, 0xff, 0x00, 0x0a]);
    await postSigned(product.apiUrl, body);
    const [row] = await product.database.query<{ id: string }>(
      'SELECT id FROM webhook_delivery ORDER BY id DESC LIMIT 1',
    );
    const command = new Command(['webhook', row?.id ?? ''], product.environmentVariables());
    expect(await command.exitCode()).toBe(0);
    expect(command.bytes).toEqual(body);
  });

  it.each([
    [['webhook', '01a1fe23-a9b4-72b1-8306-44313503ff4a'], 'There is no such webhook delivery.'],
    [['discard', '--all', '--note', 'x'], 'To discard, name'],
  ])('%j is refused in words', async (words, said) => {
    expect(await run(...words)).toEqual({ code: 1, output: expect.stringContaining(said) as string });
  });

  it('doctor of a number tells what is wrong with it and what to do, whosever it is', async () => {
    const { code, output } = await run('doctor', META.phoneNumberId);
    expect(code).toBe(1);
    expect(output).toMatch(/^BAD +signed_webhook .*\n +→ Whoever runs Parley/m);
    expect(output).toMatch(/^\? +number_state +Meta did not say/m);
    expect(await run('doctor', 'nobody')).toEqual({
      code: 1,
      output: expect.stringContaining('There is no such channel.') as string,
    });
  });

  it('doctor tells of what waits and of dead letters', async () => {
    await inboxIsEmpty(product.database);
    const { output } = await run('doctor');
    expect(output).toMatch(/^ok +inbox +nothing waits$/m);
    expect(output).toMatch(/^BAD +dead letters +1 at explode: see "dead-letters --group"/m);
  });
});
