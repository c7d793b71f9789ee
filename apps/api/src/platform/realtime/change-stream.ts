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

/** A conversation is the usual case, and takes the least. */
type Encoded = readonly [tenantId: string, conversationId: string | null, channelId?: string];

export function encode(changes: readonly Change[]): string {
  const encoded = changes.map((change): Encoded =>
    'channelId' in change
      ? [change.tenantId, null, change.channelId]
      : [change.tenantId, change.conversationId],
  );
  return JSON.stringify(encoded);
}

function decode(payload: string): Change[] {
  const encoded = JSON.parse(payload) as Encoded[];
  return encoded.flatMap(([tenantId, conversationId, channelId]): Change[] => {
    if (conversationId !== null) return [{ tenantId, conversationId }];
    return channelId === undefined ? [] : [{ tenantId, channelId }];
  });
}
