import { AuditFacts } from './audit-chain';
import { AuditEventDto } from './audit.dto';

/** The event as the API shows it. */
export function eventOf(facts: AuditFacts): AuditEventDto {
  return {
    id: facts.id,
    sequence: facts.sequence,
    occurredAt: new Date(facts.occurredAt).toISOString(),
    actor: { kind: facts.actorKind, id: facts.actorId, name: facts.actorName },
    action: facts.action,
    target: { kind: facts.targetKind, id: facts.targetId, name: facts.targetName },
    address: facts.address,
    userAgent: facts.userAgent,
    requestId: facts.requestId,
    before: facts.before as Record<string, unknown> | null,
    after: facts.after as Record<string, unknown> | null,
  };
}
