/** Who writes, as far as Meta tells: a phone number, a business-scoped user id, or both. */
export interface Sender {
  phone: string;
  name: string;
  /** BSUID, such as `US.13491208655302741918`. */
  userId?: string;
  /** Meta withholds the number of people with a username. */
  hidesPhone?: boolean;
  username?: string;
}

/** What stands in `contacts`. */
export function contactOf({ phone, name, userId, hidesPhone, username }: Sender): object {
  return {
    profile: { name, ...(username === undefined ? {} : { username }) },
    ...(hidesPhone ? {} : { wa_id: phone }),
    ...(userId === undefined ? {} : { user_id: userId }),
  };
}

/** What stands in a message beside its id. */
export function originOf({ phone, userId, hidesPhone }: Sender): object {
  return {
    ...(hidesPhone ? {} : { from: phone }),
    ...(userId === undefined ? {} : { from_user_id: userId }),
  };
}

/** The name that the ledger knows them by. */
export function keyOf({ phone, userId, hidesPhone }: Sender): string {
  return hidesPhone && userId !== undefined ? userId : phone;
}
