import { fieldOf, listAt, numberAt, textAt, textsAt } from '../json-reading';

/** Whether messages may be sent, and what keeps them from it (facts: cloud-api.md G). */
export interface HealthStatus {
  /** AVAILABLE, LIMITED, BLOCKED: an open list. */
  readonly canSendMessage: string | null;
  readonly entities: readonly HealthEntity[];
}

export interface HealthEntity {
  /** PHONE_NUMBER, WABA, BUSINESS, APP, MESSAGE_TEMPLATE: an open list. */
  readonly entityType: string | null;
  readonly canSendMessage: string | null;
  readonly additionalInfo: readonly string[];
  readonly errors: readonly HealthError[];
}

export interface HealthError {
  readonly code: number | null;
  readonly description: string | null;
  readonly solution: string | null;
}

export function healthStatusIn(node: unknown): HealthStatus | null {
  const health = fieldOf(node, 'health_status');
  if (typeof health !== 'object' || health === null) return null;
  return {
    canSendMessage: textAt(health, 'can_send_message'),
    entities: listAt(health, 'entities').map((entity) => ({
      entityType: textAt(entity, 'entity_type'),
      canSendMessage: textAt(entity, 'can_send_message'),
      additionalInfo: textsAt(entity, 'additional_info'),
      errors: listAt(entity, 'errors').map((error) => ({
        code: numberAt(error, 'error_code'),
        description: textAt(error, 'error_description'),
        solution: textAt(error, 'possible_solution'),
      })),
    })),
  };
}
