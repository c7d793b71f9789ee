import type { SyncedAccount } from '@parley/api-client';

/** What came of asking WhatsApp, of those accounts that answered; null where none did. */
export function outcomeOf(accounts: readonly SyncedAccount[]): string | null {
  const answered = accounts.filter(({ trouble }) => trouble === null);
  if (answered.length === 0) return null;
  const sum = (of: (account: SyncedAccount) => number | null) =>
    answered.reduce((total, account) => total + (of(account) ?? 0), 0);
  const all = sum(({ templates }) => templates);
  const added = sum((account) => account.added);
  const changed = sum((account) => account.changed);
  const news = [added > 0 && `${added} new`, changed > 0 && `${changed} changed`].filter(Boolean);
  const count = all === 1 ? 'one template' : `${all} templates`;
  return `WhatsApp has ${count}${news.length > 0 ? `: ${news.join(', ')}` : ', all as they are here'}.`;
}
