import { isDeepStrictEqual } from 'node:util';
import { WhatsAppAdapter } from '../../src/adapters/whatsapp/whatsapp.adapter';
import { InboundElement } from '../../src/messaging';
import { Environment } from '../../src/platform/config/environment';
import { changeWith, mutatedWebhook, MutatedWebhook, PLACES } from './mutations';

/** MUTATIONS=1000000 for a long night. */
const CASES = Number(process.env['MUTATIONS'] ?? 20_000);
/** The same damage every time; MUTATION_SEED=... for other damage. A failure names its seed and its case. */
const SEED = Number(process.env['MUTATION_SEED'] ?? 20_261_121);
const HOUR_MS = 3_600_000;
const MAX_ID_LENGTH = 256;

describe('webhooks that were damaged anywhere', () => {
  const settings = {
    WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9',
    WHATSAPP_GRAPH_VERSION: 'v25.0',
    WHATSAPP_MEDIA_HOSTS: [] as string[],
  };
  const adapter = new WhatsAppAdapter(settings as Environment);
  afterAll(() => adapter.onApplicationShutdown());

  const alone = (message: unknown) =>
    adapter.split(
      Buffer.from(
        JSON.stringify({
          object: 'whatsapp_business_account',
          entry: [{ id: '102290129340398', changes: [changeWith(message)] }],
        }),
      ),
    )[0];

  /** What is wrong with the elements of a damaged webhook; nothing, if all is well. */
  function faultsOf({ bytes, isBomb, siblings }: MutatedWebhook): string[] {
    const elements = adapter.split(bytes);
    if (isBomb) return isTooLarge(elements) ? [] : ['a bomb that was read'];
    const lost = siblings.filter((sibling) => {
      const expected = alone(sibling);
      return elements.filter((element) => isDeepStrictEqual(element, expected)).length !== 1;
    });
    return [
      ...lost.map(({ id }) => `lost or changed ${String(id)}`),
      ...elements.flatMap(faultsOfElement),
      ...(({} as { polluted?: unknown }).polluted === undefined ? [] : ['Object.prototype is polluted']),
    ];
  }

  it(
    `leave what stands beside the damage as it is, and become what PostgreSQL can keep: ${CASES} of ${PLACES.length} places`,
    () => {
      const faults: string[] = [];
      for (let number = 0; number < CASES && faults.length < 10; number++) {
        const webhook = mutatedWebhook(SEED, number);
        try {
          faults.push(...faultsOf(webhook).map((fault) => `${number} ${webhook.damage}: ${fault}`));
        } catch (error) {
          faults.push(`${number} ${webhook.damage}: ${String(error)}`);
        }
      }
      expect({ seed: SEED, faults }).toEqual({ seed: SEED, faults: [] });
    },
    HOUR_MS,
  );

  it('are damaged in every place of every fixture', () => {
    expect(CASES).toBeGreaterThan(PLACES.length);
    const damaged = new Set(
      PLACES.map((_, number) => mutatedWebhook(SEED, number).damage.replace(/ \D*$/, '')),
    );
    expect(damaged.size).toBe(PLACES.length);
  });

  it('are the same for the same seed', () => {
    const bytesOf = (seed: number) =>
      PLACES.slice(0, 200).map((_, number) => mutatedWebhook(seed, number).bytes);
    expect(Buffer.concat(bytesOf(7)).equals(Buffer.concat(bytesOf(7)))).toBe(true);
    expect(Buffer.concat(bytesOf(7)).equals(Buffer.concat(bytesOf(8)))).toBe(false);
  });
});

function isTooLarge([only, ...others]: InboundElement[]): boolean {
  return only?.kind === 'quarantined' && only.reason === 'too_large' && others.length === 0;
}

function faultsOfElement(element: InboundElement): string[] {
  const json = JSON.stringify(element);
  const ids =
    element.kind === 'message'
      ? [element.providerMessageId, element.targetProviderMessageId, element.replyToProviderMessageId]
      : element.kind === 'status'
        ? [element.providerMessageId]
        : [];
  return [
    ...(json.includes('\\u0000') || /\\ud[89a-f]/.test(json) ? ['what PostgreSQL cannot keep'] : []),
    ...(isDeepStrictEqual(JSON.parse(json), element) ? [] : ['what JSON cannot say']),
    ...(ids.some((id) => id !== null && (id === '' || id.length > MAX_ID_LENGTH))
      ? ['an id that is no key']
      : []),
    ...(element.kind !== 'quarantined' && Object.values(element.whereabouts).every((place) => place === null)
      ? ['an element of nowhere']
      : []),
  ];
}
