import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SecretBox } from '../../../src/platform/crypto/secret-box';
import { Product } from '../../support/product';
import { Attack, attacksOn } from './attacks';
import { essenceOf, inGoodFaith, Seen, send, succeeded, wasTurnedAway } from './attacker';
import { Caller, callersOf } from './callers';
import { Evidence } from './evidence';
import { KnownIds } from './known-ids';
import { Document, Operation, operationsOf } from './operations';
import { Draft, Place, RequestMaker, withId, written } from './requests';
import { fillTenant, FullTenant } from './tenant-rows';

/** Something that was not as it must be, with the request that shows it. */
export interface Finding {
  readonly operation: string;
  readonly caller: string;
  readonly rule: string;
  readonly request: string;
  readonly seen: string;
}

export interface Proof {
  readonly findings: readonly Finding[];
  readonly operations: readonly string[];
  /** Operations that received at least one request of every caller. */
  readonly covered: readonly string[];
  readonly requests: number;
}

const MAX_TRIES = 40;

/**
 * Proves that no caller of one tenant learns or changes anything of another, for every operation of the document that
 * the app serves. It knows no route: what it sends is made from the document, the declarations and the rows.
 */
export async function proveIsolation(product: Product, app: NestFastifyApplication): Promise<Proof> {
  const answer = await product.anonymous.get<Document>('/api/openapi.json');
  const prover = await IsolationProver.prepare(product, app, answer.body);
  return prover.prove(operationsOf(app, answer.body));
}

class IsolationProver {
  private readonly findings: Finding[] = [];
  private readonly covered: string[] = [];
  private requests = 0;

  private constructor(
    private readonly apiUrl: string,
    private readonly maker: RequestMaker,
    private readonly callers: readonly Caller[],
    private readonly idsOf: ReadonlyMap<FullTenant, KnownIds>,
    private readonly evidence: Evidence,
  ) {}

  static async prepare(
    product: Product,
    app: NestFastifyApplication,
    document: Document,
  ): Promise<IsolationProver> {
    const { database } = product;
    const ours = await fillTenant(database, 'zq7ours', 3);
    const theirs = await fillTenant(database, 'zq7theirs', 7);
    for (const { id } of [ours, theirs]) {
      await app.get(SecretBox).seal('x', { tenantId: id, table: 'channel', column: 'access_token', row: id });
    }
    const idsOf = new Map<FullTenant, KnownIds>();
    for (const tenant of [ours, theirs]) idsOf.set(tenant, await KnownIds.of(database, tenant));
    const callers = await callersOf(product, ours, theirs);
    const evidence = await Evidence.of(database);
    const missing = [...(await evidence.missingOf(ours)), ...(await evidence.missingOf(theirs))];
    if (missing.length > 0) throw new Error(`Fill these in tenant-rows.ts:\n${missing.join('\n')}`);
    return new IsolationProver(product.apiUrl, new RequestMaker(document), callers, idsOf, evidence);
  }

  async prove(operations: readonly Operation[]): Promise<Proof> {
    for (const operation of operations) await this.proveOne(operation);
    return {
      findings: this.findings,
      operations: operations.map(({ id }) => id),
      covered: this.covered,
      requests: this.requests,
    };
  }

  private async proveOne(operation: Operation): Promise<void> {
    const draft = await this.findDraft(operation);
    for (const caller of this.callers) {
      const own = this.asOf(caller, draft);
      const received = await this.receive(operation, caller, own);
      if (received && caller.expects(operation.access) === 'let in')
        await this.attack(operation, caller, own);
      await this.assertForeignUntouched(operation, caller);
      // An export is recorded, and it is a GET.
      await this.evidence.restore();
    }
    this.covered.push(operation.id);
  }

  /** A request of ours that works, or the one that came furthest. */
  private async findDraft(operation: Operation): Promise<Draft> {
    const insiders = this.callers.filter(
      ({ home, kind, expects }) =>
        home === this.callers[0]?.home &&
        (kind !== 'nobody' || operation.access.kind === 'public') &&
        expects(operation.access) === 'let in',
    );
    let best: { draft: Draft; seen: Seen; caller: Caller } | undefined;
    for (const whole of [true, false]) {
      for (const caller of insiders) {
        for (const draft of this.filledIn(operation, caller, whole)) {
          const seen = await this.send(operation, caller, inGoodFaith(caller, draft));
          if (best === undefined || rank(seen) < rank(best.seen)) best = { draft, seen, caller };
          if (succeeded(seen)) return draft;
        }
      }
    }
    if (best === undefined) throw new Error(`Nobody may call ${operation.id}.`);
    if (operation.access.kind === 'permission')
      this.find(
        operation,
        best.caller,
        'somebody gets it done with their own ids',
        best.draft,
        describe(best.seen),
      );
    return best.draft;
  }

  /** The request with ids of the caller's tenant at every place where one belongs: all that might be meant. */
  private filledIn(operation: Operation, caller: Caller, whole: boolean): Draft[] {
    const ids = this.ids(caller.home);
    let drafts = [this.maker.draftOf(operation, whole)];
    for (const place of this.maker.placesOf(operation)) {
      if (place.where === 'query' || (place.where === 'body' && !isThere(drafts[0], place))) continue;
      drafts = ids.candidatesFor(place).flatMap((id) => drafts.map((draft) => withId(draft, place, id)));
    }
    return drafts.slice(0, MAX_TRIES);
  }

  /** What was found for ours, for whoever calls: with the like of each id in the tenant that is theirs. */
  private asOf(caller: Caller, draft: Draft): Draft {
    const [ours, home] = [this.ids(this.callers[0]?.home), this.ids(caller.home)];
    if (ours === home) return draft;
    const text = ours
      .all()
      .reduce((all, id) => all.replaceAll(id, ours.mirrored(id, home)), JSON.stringify(draft));
    return JSON.parse(text) as Draft;
  }

  /** Does the route receive the caller as it was declared? True when it does. */
  private async receive(operation: Operation, caller: Caller, draft: Draft): Promise<boolean> {
    const expected = caller.expects(operation.access);
    const seen = await this.send(operation, caller, inGoodFaith(caller, draft));
    const isRight =
      expected === 'let in'
        ? !wasTurnedAway(seen) || isAskedWhoTheyAre(operation, seen)
        : seen.status === expected.status && seen.code === expected.code;
    if (!isRight) {
      const wanted = expected === 'let in' ? expected : `${expected.status} ${expected.code}`;
      this.find(operation, caller, `is received as declared: ${wanted}`, draft, describe(seen));
    }
    return isRight;
  }

  private async attack(operation: Operation, caller: Caller, own: Draft): Promise<void> {
    const thorough = caller.name === 'owner' || caller.name === 'key with every scope';
    const attacks = attacksOn(operation, this.maker.placesOf(operation), {
      caller,
      own,
      home: this.ids(caller.home),
      foreign: this.ids(caller.foreign),
      thorough,
    });
    // An id that does not exist is answered alike at one place, whichever foreign id stands there the next time.
    const answers = new Map<string, Seen>();
    for (const attack of attacks) {
      const key = JSON.stringify(attack.unknown);
      const unknown = answers.get(key) ?? (await this.send(operation, caller, attack.unknown));
      answers.set(key, unknown);
      const foreign = await this.send(operation, caller, attack.foreign);
      this.compare(operation, caller, attack, foreign, unknown);
    }
  }

  private compare(operation: Operation, caller: Caller, attack: Attack, foreign: Seen, unknown: Seen): void {
    const [seen, wanted] = [essenceOf(foreign, attack.given), essenceOf(unknown, attack.instead)];
    if (seen === wanted) return;
    const rule = `${attack.what} is answered like one that does not exist`;
    this.find(operation, caller, rule, attack.foreign, `${seen}\n    instead of ${wanted}`);
  }

  private async send(operation: Operation, caller: Caller, draft: Draft): Promise<Seen> {
    this.requests++;
    const seen = await send(this.apiUrl, operation, caller, draft);
    if (seen.status >= 500) this.find(operation, caller, 'is never answered 5xx', draft, describe(seen));
    this.assertNothingForeignIn(operation, caller, draft, seen);
    if (operation.method !== 'GET' && succeeded(seen)) {
      await this.assertForeignUntouched(operation, caller, draft);
      await this.evidence.restore();
    }
    return seen;
  }

  private assertNothingForeignIn(operation: Operation, caller: Caller, draft: Draft, seen: Seen): void {
    // Somebody who is a member of both may learn from what is about themselves that they are.
    if (operation.access.kind === 'signed_in' && caller.isOfBoth) return;
    const given = JSON.stringify(draft);
    const told = `${seen.text} ${JSON.stringify([...seen.headers])}`;
    const known = this.ids(caller.home).all();
    const leaked = [caller.foreign.slug, ...this.ids(caller.foreign).all()].find(
      (word) => told.includes(word) && !given.includes(word) && !known.includes(word),
    );
    if (leaked !== undefined)
      this.find(operation, caller, `tells nothing of the other tenant (${leaked})`, draft, describe(seen));
  }

  private async assertForeignUntouched(operation: Operation, caller: Caller, draft?: Draft): Promise<void> {
    // What a member of both does to their account is recorded in both.
    if (operation.access.kind === 'signed_in' && caller.isOfBoth) return;
    const changes = await this.evidence.changesOf(caller.foreign);
    if (changes.length === 0) return;
    this.find(
      operation,
      caller,
      'changes nothing of the other tenant',
      draft,
      changes.slice(0, 4).join('\n    '),
    );
    await this.evidence.restore();
  }

  private find(
    operation: Operation,
    caller: Caller,
    rule: string,
    draft: Draft | undefined,
    seen: string,
  ): void {
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

  private ids(tenant: FullTenant | undefined): KnownIds {
    const ids = tenant === undefined ? undefined : this.idsOf.get(tenant);
    if (ids === undefined) throw new Error('The ids of that tenant are not known.');
    return ids;
  }
}

/** Signing in and the like answer a wrong password as the guard answers nobody. */
const isAskedWhoTheyAre = (operation: Operation, seen: Seen): boolean =>
  operation.access.kind === 'public' && seen.status < 500;

const describe = ({ status, text }: Seen): string => `${status} ${text}`;

/** Lower is further. */
function rank(seen: Seen): number {
  if (succeeded(seen)) return 0;
  if (wasTurnedAway(seen)) return 5;
  const order = [409, 412, 422, 403, 404, 400];
  return 1 + (order.indexOf(seen.status) + 1) / 10;
}

function isThere(draft: Draft | undefined, { name }: Place): boolean {
  let value: unknown = draft?.body;
  for (const step of name.split('/')) value = (value as Record<string, unknown> | undefined | null)?.[step];
  return value !== undefined;
}
