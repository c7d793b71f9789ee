/** One message or call of a person, as a webhook tells of it. */
export interface Inbound {
  phoneNumberId: string;
  /** What the person is called in it: phone number, business-scoped id, or both. */
  names: readonly string[];
}

interface Payload {
  entry?: { changes?: { field?: string; value?: Value }[] }[];
}

interface Value {
  metadata?: { phone_number_id?: string };
  messages?: Told[];
  calls?: Told[];
}

interface Told {
  from?: string;
  from_user_id?: string;
  type?: string;
}

/** The messages and calls of people in a webhook; not statuses, echoes, history, or what the system says about somebody. */
export function inboundOf(payload: object): Inbound[] {
  const found: Inbound[] = [];
  for (const { changes = [] } of (payload as Payload).entry ?? []) {
    for (const { field, value } of changes) {
      const told = field === 'messages' ? value?.messages : field === 'calls' ? value?.calls : undefined;
      const phoneNumberId = value?.metadata?.phone_number_id;
      if (!Array.isArray(told) || phoneNumberId === undefined) continue;
      for (const { from, from_user_id: userId, type } of told) {
        if (type === 'system') continue;
        found.push({ phoneNumberId, names: [from, userId].filter((name) => name !== undefined) });
      }
    }
  }
  return found;
}
