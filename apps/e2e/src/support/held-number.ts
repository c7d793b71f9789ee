import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instance } from './instance.ts';
import { fetchAsOwner } from './owner.ts';
import type { Person } from './simulated-people.ts';

/** The simulated Meta refuses the next message to that person with this code. */
export async function answersNext(instance: Instance, to: Person, code: number): Promise<void> {
  const rule = { id: 'held number', when: { to: to.phone, next: 1 }, then: { answer: 'error', code } };
  const answer = await fetch(`${instance.urls.simulator}/sim/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ rules: [rule] }),
  });
  if (!answer.ok) throw new Error(`The simulator says ${answer.status} ${await answer.text()}`);
}

/** A new access token lets a number go that is held: here, the one that it has. */
export async function letsTheNumberGo(instance: Instance): Promise<void> {
  const settings = readFileSync(join(instance.home, 'settings.json'), 'utf8');
  const { simulatorAccessToken: accessToken } = JSON.parse(settings) as { simulatorAccessToken: string };
  const list = await fetchAsOwner(instance, '/api/v1/channels');
  const { data } = (await list.json()) as { data: { id: string }[] };
  for (const { id } of data) {
    const body = JSON.stringify({ accessToken });
    const path = `/api/v1/channels/${id}/access-token`;
    const answer = await fetchAsOwner(instance, path, { method: 'PUT', body });
    if (!answer.ok)
      throw new Error(`The access token was not taken: ${answer.status} ${await answer.text()}`);
  }
}
