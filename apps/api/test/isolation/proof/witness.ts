import { essenceOf, Seen, send, succeeded } from './attacker';
import { Attack } from './attacks';
import { Caller, isForOperator } from './callers';
import { Evidence } from './evidence';
import { KnownIds } from './known-ids';
import { Operation } from './operations';
import { Draft, written } from './requests';
import { FullTenant } from './tenant-rows';

/** Something that was not as it must be, with the request that shows it. */
export interface Finding {
  readonly operation: string;
  readonly caller: string;
  readonly rule: string;
  readonly request: string;
  readonly seen: string;
}

/** Sends requests, and sees what they tell and what they change. */
export class Witness {
  readonly findings: Finding[] = [];
  requests = 0;

  constructor(
    private readonly apiUrl: string,
    private readonly idsOf: ReadonlyMap<FullTenant, KnownIds>,
    private readonly evidence: Evidence,
  ) {}

  ids(tenant: FullTenant): KnownIds {
    const ids = this.idsOf.get(tenant);
    if (ids === undefined) throw new Error('The ids of that tenant are not known.');
    return ids;
  }

  /** What the request changed is undone, so that the next one finds everything as it was. */
  async send(operation: Operation, caller: Caller, draft: Draft): Promise<Seen> {
    const seen = await this.sendAndKeep(operation, caller, draft);
    this.assertNothingForeignIn(operation, caller, draft, seen);
    // Also after a GET: an export is recorded.
    if (succeeded(seen)) await this.assertForeignUntouched(operation, caller, draft);
    return seen;
  }

  async sendAndKeep(operation: Operation, caller: Caller, draft: Draft): Promise<Seen> {
    this.requests++;
    const seen = await send(this.apiUrl, operation, caller, draft);
    if (seen.status >= 500) this.find(operation, caller, 'is never answered 5xx', draft, describe(seen));
    return seen;
  }

  compare(operation: Operation, caller: Caller, attack: Attack, foreign: Seen, unknown: Seen): void {
    if (attack.opensNothing === true && succeeded(foreign))
      this.find(operation, caller, `${attack.what} opens nothing`, attack.foreign, describe(foreign));
    const [seen, wanted] = [essenceOf(foreign, attack.given), essenceOf(unknown, attack.instead)];
    if (seen === wanted) return;
    const rule = `${attack.what} is answered like one that does not exist`;
    this.find(operation, caller, rule, attack.foreign, `${seen}\n    instead of ${wanted}`);
  }

  /** Nothing of the other tenant was changed by now. What was changed at home is undone. */
  async assertForeignUntouched(operation: Operation, caller: Caller, draft?: Draft): Promise<void> {
    const changes = mayDoSoInBoth(operation, caller) ? [] : await this.evidence.changesOf(caller.foreign);
    if (changes.length > 0) {
      const what = changes.slice(0, 4).join('\n    ');
      this.find(operation, caller, 'changes nothing of the other tenant', draft, what);
    }
    await this.evidence.restore();
  }

  undo(): Promise<void> {
    return this.evidence.restore();
  }

  find(operation: Operation, caller: Caller, rule: string, draft: Draft | undefined, seen: string): void {
    const alike = (one: Finding) =>
      one.operation === operation.id && one.caller === caller.name && one.rule === rule;
    if (this.findings.some(alike)) return;
    const request = draft === undefined ? 'one of its requests' : JSON.stringify(written(operation, draft));
    this.findings.push({
      operation: operation.id,
      caller: caller.name,
      rule,
      request,
      seen: seen.slice(0, 1_000),
    });
  }

  private assertNothingForeignIn(operation: Operation, caller: Caller, draft: Draft, seen: Seen): void {
    if (mayDoSoInBoth(operation, caller)) return;
    const given = JSON.stringify(draft);
    const told = `${seen.text} ${JSON.stringify([...seen.headers])}`;
    const known = this.ids(caller.home).all();
    const leaked = [caller.foreign.slug, ...this.ids(caller.foreign).all()].find(
      (word) => told.includes(word) && !given.includes(word) && !known.includes(word),
    );
    if (leaked === undefined) return;
    this.find(operation, caller, `tells nothing of the other tenant (${leaked})`, draft, describe(seen));
  }
}

/**
 * Somebody who is a member of both may learn it, and what they do to their account is recorded in both. So may whoever
 * runs the installation, where a route is for them.
 */
const mayDoSoInBoth = ({ access }: Operation, caller: Caller): boolean =>
  (access.kind === 'signed_in' && caller.isOfBoth === true) || isForOperator(access, caller);

export const describe = ({ status, text }: Seen): string => `${status} ${text}`;
