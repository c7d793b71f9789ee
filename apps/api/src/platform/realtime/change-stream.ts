import { filter, Observable, Subject } from 'rxjs';
import { newId } from '../../kernel/ids';
import { Change, Usage } from './realtime';

/** What both transports share: writing down what is told, reading what arrives, and handing each tenant its own. */
export class ChangeStream {
  /** Says of usages and of what is stale whose they are: nobody needs to hear of their own. */
  private readonly self = newId();
  private readonly changes = new Subject<Change>();
  readonly revoked = new Subject<string>();
  readonly usages = new Subject<Usage>();
  readonly stale = new Subject<string>();
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

  receiveStale(payload: string): void {
    const [from, names] = JSON.parse(payload) as [string, string[]];
    if (from === this.self) return;
    for (const name of names) this.stale.next(name);
  }

  encodeStale(names: readonly string[]): string {
    return JSON.stringify([this.self, names]);
  }

  encodeUsages(usages: readonly Usage[]): string {
    return JSON.stringify([
      this.self,
      usages.map(({ tenantId, subject, times }) => [tenantId, subject, times]),
    ]);
  }
}

/** A conversation is the usual case, and takes the least. */
type Encoded = readonly [
  tenantId: string,
  conversationId: string | null,
  channelId?: string | null,
  templateId?: string,
];

export function encode(changes: readonly Change[]): string {
  return JSON.stringify(changes.map(encoded));
}

function encoded(change: Change): Encoded {
  if ('conversationId' in change) return [change.tenantId, change.conversationId];
  if ('channelId' in change) return [change.tenantId, null, change.channelId];
  return [change.tenantId, null, null, change.templateId];
}

function decode(payload: string): Change[] {
  const all = JSON.parse(payload) as Encoded[];
  return all.flatMap(([tenantId, conversationId, channelId, templateId]): Change[] => {
    if (conversationId !== null) return [{ tenantId, conversationId }];
    if (typeof channelId === 'string') return [{ tenantId, channelId }];
    return templateId === undefined ? [] : [{ tenantId, templateId }];
  });
}
