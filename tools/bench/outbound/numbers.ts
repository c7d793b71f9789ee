import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { outputPath } from '../../build/outputs.ts';
import { cliEnvironment, DEMO, urlsOf, type Instance } from '../../instance/environment.ts';

export interface SendingNumber {
  phoneNumberId: string;
  wabaId: string;
  displayPhoneNumber: string;
}

/** Whose numbers, and how those of several are told apart. */
export interface Owner {
  slug: string;
  name: string;
  wabaId: string;
  /** Its numbers count from here. */
  first: number;
}

const DEMO_TENANT: Owner = { slug: 'demo', name: 'Demo', wabaId: DEMO.wabaId, first: 0 };

/** Numbers of a tenant that may really send: the simulator knows them, and their tokens are sealed. */
export async function connectNumbers(
  projectRoot: string,
  instance: Instance,
  count: number,
  { slug, name, wabaId, first }: Owner = DEMO_TENANT,
): Promise<SendingNumber[]> {
  const numbers = Array.from({ length: count }, (_, index) => ({
    phoneNumberId: String(700_000_000 + first + index),
    wabaId,
    displayPhoneNumber: `+1555012${String(first + index).padStart(4, '0')}`,
  }));
  const { simulator } = urlsOf(instance.ports);
  for (const number of numbers) {
    const answer = await fetch(`${simulator}/sim/numbers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(number),
    });
    if (!answer.ok) throw new Error(`The simulator did not take a number: ${await answer.text()}`);
  }
  const tenant = { slug, name };
  const wanted = JSON.stringify({ tenant, numbers, accessToken: instance.settings.simulatorAccessToken });
  const child = spawn(process.execPath, [join(import.meta.dirname, 'connect.ts'), wanted], {
    env: { ...cliEnvironment(instance), API_ENTRY: outputPath(projectRoot, 'api') },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The numbers were not connected (exit code ${code}).`);
  return numbers;
}
