import { signBody } from '@parley/whatsapp-cloud';
import { eventually } from './eventually';
import { META } from './meta';
import { RawConnection } from './raw-connection';

export interface SignedBody {
  readonly body: Buffer;
  /** The value of X-Hub-Signature-256. */
  readonly signature: string;
}

export function signed(body: Buffer, appSecret = META.appSecret): SignedBody {
  return { body, signature: signBody(body, appSecret) };
}

/** The bytes of one request to the door. */
export function doorRequest({ body, signature }: SignedBody): Buffer {
  const head = [
    'POST /api/webhooks/whatsapp HTTP/1.1',
    'Host: api',
    `Content-Length: ${body.length}`,
    `X-Hub-Signature-256: ${signature}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

/**
 * Sends them over so many connections, on each without waiting for answers; resolves with the status of each. What
 * comes after one that ends its connection is sent over a new one.
 */
export async function sendMany(
  apiUrl: string,
  webhooks: readonly SignedBody[],
  connections = 20,
): Promise<number[]> {
  const share = Math.ceil(webhooks.length / connections);
  const statuses = await Promise.all(
    Array.from({ length: connections }, async (_, index) => {
      const mine = webhooks.slice(index * share, (index + 1) * share);
      const answers: number[] = [];
      while (answers.length < mine.length) {
        const left = mine.slice(answers.length);
        const connection = await RawConnection.to(apiUrl);
        connection.send(Buffer.concat(left.map(doorRequest)));
        const some = await connection.answers(left.length);
        connection.destroy();
        if (some.length === 0) throw new Error('A connection ended without an answer.');
        answers.push(...some);
      }
      return answers;
    }),
  );
  return statuses.flat();
}

/** As Meta does: what is answered 503, by a door that is too busy just then, is sent again. @throws for any other answer but 200 */
export async function sendUntilTaken(apiUrl: string, webhooks: readonly SignedBody[]): Promise<void> {
  let left = webhooks;
  await eventually('all are taken', async () => {
    const statuses = await sendMany(apiUrl, left);
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    left = left.filter((_, index) => statuses[index] !== 200);
    return left.length === 0;
  });
}
