/** What is typed in the wizard, and may be kept over a reload. The access token is not among it. */
export type ConnectDraft = {
  phoneNumberId: string;
  wabaId: string;
  displayPhoneNumber: string;
  name: string;
};

export const emptyDraft: ConnectDraft = { phoneNumberId: '', wabaId: '', displayPhoneNumber: '', name: '' };

/** One draft for each person in each workspace. */
export const draftKey = (tenant: string, userId: string): string => `parley:connect:${tenant}:${userId}`;

/** What was kept, or an empty draft for whatever it is that was found. */
export function readDraft(kept: string | null): ConnectDraft {
  try {
    const found = JSON.parse(kept ?? '{}') as Record<string, unknown>;
    const text = (name: keyof ConnectDraft) => (typeof found[name] === 'string' ? found[name] : '');
    return {
      phoneNumberId: text('phoneNumberId'),
      wabaId: text('wabaId'),
      displayPhoneNumber: text('displayPhoneNumber'),
      name: text('name'),
    };
  } catch {
    return emptyDraft;
  }
}
