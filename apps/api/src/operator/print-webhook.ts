import { actingAs } from '../kernel/context';
import { isId } from '../kernel/ids';
import { WebhookDeliveriesService } from '../messaging';
import { refuse, withoutProblem } from './command-line';
import { withOperatorContext } from './operator-context';
import { visible } from './table';

const USAGE = 'webhook <id of the delivery>';
const OPERATOR = { kind: 'system', id: null, name: 'operator (cli)' } as const;

/**
 * The bytes of a webhook as they came; a terminal gets them so that they cannot steer it. Recorded in the audit trail of
 * every tenant whose data is known to be in it.
 */
export async function printWebhook([id, ...others]: readonly string[]): Promise<number> {
  if (id === undefined || others.length > 0) return refuse('Say which one.', USAGE);
  if (!isId(id.toLowerCase())) return refuse('That is not the id of a delivery.', USAGE);
  return withoutProblem(async () => {
    const { body } = await withOperatorContext((product) =>
      actingAs(OPERATOR, () => product.get(WebhookDeliveriesService).open(id.toLowerCase())),
    );
    const bytes = Buffer.from(body.text ?? body.base64 ?? '', body.text === null ? 'base64' : 'utf8');
    await written(process.stdout.isTTY ? visible(bytes.toString()) : bytes);
    return 0;
  });
}

const written = (bytes: string | Buffer): Promise<void> =>
  new Promise((resolve) => void process.stdout.write(bytes, () => resolve()));
