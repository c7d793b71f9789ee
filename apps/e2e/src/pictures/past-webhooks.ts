import type { Instance } from '../support/instance.ts';
import type { Person } from '../support/simulated-people.ts';
import { DEMO_NUMBER, postsWebhook, textTo } from '../support/webhooks.ts';

/** Lets a person have written some time ago, which the simulated phone cannot: its clock is the real one. */
export async function wrote(
  instance: Instance,
  person: Person,
  minutesAgo: number,
  text: string,
): Promise<void> {
  await postsWebhook(instance, textTo(DEMO_NUMBER, person, text, minutesAgo));
}
