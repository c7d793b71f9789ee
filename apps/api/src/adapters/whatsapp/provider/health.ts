import { NumberFacts, NumberField } from '@parley/whatsapp-cloud';
import { ChannelFacts, ProviderHealth, ProviderOutcome } from '../../../channels';

/** No more than is told: a field that Graph does not have would make a healthy number look ill. */
export const HEALTH_FIELDS: readonly NumberField[] = [
  'id',
  'status',
  'quality_rating',
  'verified_name',
  'whatsapp_business_manager_messaging_limit',
  'throughput',
  'health_status',
];
const CAN_SEND = 'CONNECTED';
const BLOCKED = 'BLOCKED';

/** Healthy is what Meta answered to this token, and lets send (facts: seeds.md 3.4; cloud-api.md G). */
export function healthOf(outcome: ProviderOutcome<NumberFacts>): ProviderHealth {
  if (outcome.kind === 'failed') return { healthy: false, trouble: outcome.trouble, facts: null };
  const facts = factsOf(outcome.value);
  const obstacle = obstacleIn(outcome.value);
  if (obstacle === null) return { healthy: true, facts };
  const trouble = { code: 'refused', reason: obstacle, providerCode: null, retryAfterMs: null } as const;
  return { healthy: false, trouble, facts };
}

/** A state that Meta does not tell is no obstacle: the token was taken, and who cannot send hears so when sending. */
function obstacleIn({ status, health }: NumberFacts): string | null {
  if (status !== null && status !== CAN_SEND)
    return `The number is ${status}, and only a connected one can send.`;
  if (health?.canSendMessage !== BLOCKED) return null;
  const said = health.entities.flatMap(({ errors }) =>
    errors.flatMap(({ description }) => description ?? []),
  );
  return said.length > 0 ? said.join(' ') : 'Meta blocks the number from sending.';
}

function factsOf(number: NumberFacts): ChannelFacts {
  return {
    state: number.status,
    quality: number.qualityRating,
    displayName: number.verifiedName,
    messagingLimit: number.messagingLimit,
    throughput: number.throughputLevel,
  };
}
