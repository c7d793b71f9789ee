import { filter, Observable, Subject } from 'rxjs';
import { Change } from './realtime';

/** What both transports share: decoding what arrives and handing each tenant its own. */
export class ChangeStream {
  private readonly changes = new Subject<Change>();
  readonly revoked = new Subject<string>();
  readonly gaps = new Subject<void>();

  of(tenantId: string): Observable<Change> {
    return this.changes.pipe(filter((change) => change.tenantId === tenantId));
  }

  receive(payload: string): void {
    for (const change of decode(payload)) this.changes.next(change);
  }

  receiveRevoked(payload: string): void {
    for (const id of JSON.parse(payload) as string[]) this.revoked.next(id);
  }
}

export function encode(changes: readonly Change[]): string {
  return JSON.stringify(changes.map(({ tenantId, conversationId }) => [tenantId, conversationId]));
}

function decode(payload: string): Change[] {
  const pairs = JSON.parse(payload) as [string, string][];
  return pairs.map(([tenantId, conversationId]) => ({ tenantId, conversationId }));
}
