import { RowWriter } from './row-writer';

/** One whose every text tells whose it is, and two that something can be done with: one paused, and a draft. */
export async function insertTemplates(rows: RowWriter, version: number): Promise<void> {
  const account = { provider: rows.text('provider'), account_id: rows.text('account') };
  const template = await rows.insert('template', {
    ...account,
    name: rows.text('template'),
    language: rows.text('language'),
    key: rows.text('template key'),
    external_id: rows.text('external'),
    category: 'marketing',
    previous_category: rows.text('category'),
    correct_category: rows.text('category'),
    parameter_format: 'named',
    components: JSON.stringify([{ text: rows.text('body') }]),
    status: rows.text('status'),
    quality: rows.text('quality'),
    rejection_reason: rows.text('reason'),
    recommendation: rows.text('recommendation'),
    pause_reason: rows.text('pause'),
    version,
  });
  await rows.insert('template_history', {
    template_id: template,
    kind: rows.text('kind'),
    before: rows.text('before'),
    after: rows.text('after'),
    reason: rows.text('reason'),
    by_name: rows.text('member'),
    occurred_at: new Date(Date.now() - 3_600_000),
  });
  const failure = { failure_code: rows.text('code'), failure_reason: rows.text('reason') };
  await rows.insert('template_sync', { ...account, ...failure, due_at: new Date(Date.now() - 3_600_000) });
  for (const [name, more] of [
    [`${rows.word}_paused`, { status: 'paused', external_id: '7000000009' }],
    [`${rows.word}_draft`, {}],
  ] as const) {
    const body = [{ type: 'BODY', text: 'Your order is on its way.' }];
    await rows.insert('template', {
      provider: 'whatsapp',
      account_id: rows.text('account'),
      ...{ name, language: 'en_US', key: `${name} en_US`, category: 'utility' },
      ...{ parameter_format: 'positional', components: JSON.stringify(body), version },
      ...more,
    });
  }
}
