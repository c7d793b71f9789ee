import { filter, Observable, Subject } from 'rxjs';
import { newId } from '../../kernel/ids';
import { Change, Usage } from './realtime';

/** What both transports share: writing down what is told, reading what arrives, and handing each tenant its own. */
export class ChangeStream {
  /** Says of usages whose they are: nobody needs to hear of their own. */
  private readonly self = newId();
  private readonly changes = new Subject<Change>();
  readonly revoked = new Subject<string>();
  readonly usages = new Subject<Usage>();
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

  receiveUsages(payload: string): void {
    const [from, usages] = JSON.parse(payload) as [string, [string, string, number][]];
    if (from === this.self) return;
    for (const [tenantId, subject, times] of usages) this.usages.next({ tenantId, subject, times });
  }

  encodeUsages(usages: readonly Usage[]): string {
    return JSON.stringify([
      this.self,
      usages.map(({ tenantId, subject, times }) => [tenantId, subject, times]),
    ]);
  }
}

export function encode(changes: readonly Change[]): string {
  return JSON.stringify(changes.map(({ tenantId, conversationId }) => [tenantId, conversationId]));
}

function decode(payload: string): Change[] {
  const pairs = JSON.parse(payload) as [string, string][];
  return pairs.map(([tenantId, conversationId]) => ({ tenantId, conversationId }));
}
