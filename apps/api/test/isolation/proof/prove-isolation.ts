import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { newId } from '../../../src/kernel/ids';
import { Product } from '../../support/product';
import { inGoodFaith, Seen, succeeded, wasTurnedAway } from './attacker';
import { attacksOn, withCursor } from './attacks';
import { Caller, isForOperator } from './callers';
import { findDraft } from './drafting';
import { Operation } from './operations';
import { Draft, RequestMaker } from './requests';
import { Scene, setTheScene } from './scene';
import { FullTenant } from './tenant-rows';
import { describe, Finding, Witness } from './witness';

export interface Proof {
  readonly findings: readonly Finding[];
  readonly operations: readonly string[];
  /** Operations that received requests of every caller. */
  readonly covered: readonly string[];
  readonly requests: number;
}

/**
 * Proves that no caller of one tenant learns or changes anything of another, for every operation of the document that
 * the app serves. It knows no route: what it sends is made from the document, the declarations and the rows.
 */
export async function proveIsolation(
  product: Product,
  app: NestFastifyApplication,
  isWanted: (operation: Operation) => boolean = () => true,
): Promise<Proof> {
  const scene = await setTheScene(product, app);
  const operations = scene.operations.filter(isWanted);
  const prover = new IsolationProver(scene);
  const covered: string[] = [];
  for (const operation of operations) {
    await prover.prove(operation);
    covered.push(operation.id);
  }
  for (const tenant of [scene.ours, scene.theirs]) {
    const changes = await scene.evidence.changesAnywhere(tenant);
    if (changes.length > 0) throw new Error(`These were changed unnoticed:\n${changes.join('\n')}`);
  }
  const { findings, requests } = scene.witness;
  return { findings, requests, covered, operations: operations.map(({ id }) => id) };
}

class IsolationProver {
  private readonly witness: Witness;
  private readonly callers: readonly Caller[];
  private readonly maker: RequestMaker;

  constructor(private readonly scene: Scene) {
    ({ witness: this.witness, callers: this.callers, maker: this.maker } = scene);
  }

  async prove(operation: Operation): Promise<void> {
    const insiders = this.callers.filter(({ home }) => home === this.scene.ours);
    const draft = await findDraft(operation, insiders, this.maker, this.witness);
    const cursors = await this.cursorsOf(operation, draft);
    // Each in good faith first, so that whatever an answer leaves behind in the process is there for the others.
    const received: Caller[] = [];
    for (const caller of this.callers) {
      if (await this.receive(operation, caller, this.asOf(caller, draft))) received.push(caller);
      await this.witness.assertForeignUntouched(operation, caller);
    }
    for (const caller of received.filter((one) => !isForOperator(operation.access, one))) {
      await this.attack(operation, caller, this.asOf(caller, draft), cursors.get(caller.foreign));
      await this.witness.assertForeignUntouched(operation, caller);
    }
    await this.borrowKey(operation, draft);
  }

  /** Is the caller received as the route declares? True for those who are to be let in, and are. */
  private async receive(operation: Operation, caller: Caller, draft: Draft): Promise<boolean> {
    const expected = caller.expects(operation.access);
    const seen = await this.witness.send(operation, caller, inGoodFaith(caller, draft));
    // A public route may ask who somebody is, as that of signing in does.
    const isIn = operation.access.kind === 'public' || !wasTurnedAway(seen);
    const isRight =
      expected === 'let in' ? isIn : seen.status === expected.status && seen.code === expected.code;
    if (!isRight) {
      const wanted = expected === 'let in' ? expected : `${expected.status} ${expected.code}`;
      this.witness.find(operation, caller, `is received as declared: ${wanted}`, draft, describe(seen));
    }
    return isRight && expected === 'let in';
  }

  private async attack(
    operation: Operation,
    caller: Caller,
    own: Draft,
    cursor: string | undefined,
  ): Promise<void> {
    const attacks = attacksOn(operation, this.maker.placesOf(operation), {
      caller,
      own,
      home: this.witness.ids(caller.home),
      foreign: this.witness.ids(caller.foreign),
      thorough: ['owner', 'key with every scope'].includes(caller.name),
    });
    if (cursor !== undefined) attacks.push(withCursor(caller, own, cursor));
    // What does not exist is answered alike, whichever foreign id it is compared with.
    const answers = new Map<string, Seen>();
    for (const attack of attacks) {
      const key = JSON.stringify(attack.unknown);
      const unknown = answers.get(key) ?? (await this.witness.send(operation, caller, attack.unknown));
      answers.set(key, unknown);
      const foreign = await this.witness.send(operation, caller, attack.foreign);
      this.witness.compare(operation, caller, attack, foreign, unknown);
    }
  }

  /** Where each tenant is in its list after the first page, for whoever would go on from there. */
  private async cursorsOf(operation: Operation, draft: Draft): Promise<Map<FullTenant, string>> {
    const cursors = new Map<FullTenant, string>();
    const isPaged = operation.parameters.some(
      ({ name, in: where }) => where === 'query' && name === 'cursor',
    );
    if (!isPaged || operation.access.kind === 'operator') return cursors;
    for (const tenant of [this.scene.ours, this.scene.theirs]) {
      const reader = this.callers.find(({ home, name }) => home === tenant && name.startsWith('owner'));
      if (reader === undefined) throw new Error('Nobody reads in the name of that tenant.');
      const first = { ...this.asOf(reader, draft), query: { ...draft.query, limit: '1' } };
      const seen = await this.witness.send(operation, reader, inGoodFaith(reader, first));
      const { nextCursor } = seen.body as { nextCursor?: unknown };
      if (typeof nextCursor === 'string') cursors.set(tenant, nextCursor);
      else this.witness.find(operation, reader, 'has a second page', first, describe(seen));
    }
    return cursors;
  }

  /** One person, two tenants, one Idempotency-Key: it was used in theirs, and means nothing in ours. */
  private async borrowKey(operation: Operation, draft: Draft): Promise<void> {
    if (operation.method !== 'POST' || operation.access.kind !== 'permission') return;
    const key = newId();
    const inOurs = this.scene.ownerOfBoth;
    const inTheirs = { ...inOurs, home: inOurs.foreign, foreign: inOurs.home };
    const withKey = (caller: Caller): Draft => {
      const own = inGoodFaith(caller, this.asOf(caller, draft));
      return { ...own, headers: { ...own.headers, 'idempotency-key': key } };
    };
    const first = await this.witness.sendAndKeep(operation, inTheirs, withKey(inTheirs));
    const second = await this.witness.sendAndKeep(operation, inOurs, withKey(inOurs));
    const isRemembered =
      second.headers.has('idempotency-replayed') || second.code?.startsWith('idempotency') === true;
    if (succeeded(first) && isRemembered) {
      const rule = 'an Idempotency-Key that was used in the other tenant means nothing';
      this.witness.find(operation, inOurs, rule, withKey(inOurs), describe(second));
    }
    await this.witness.undo();
  }

  /** What was found for ours, for whoever calls: with the like of each id in the tenant that is theirs. */
  private asOf(caller: Caller, draft: Draft): Draft {
    const [ours, home] = [this.witness.ids(this.scene.ours), this.witness.ids(caller.home)];
    if (ours === home) return draft;
    const text = ours
      .all()
      .reduce((all, id) => all.replaceAll(id, ours.mirrored(id, home)), JSON.stringify(draft));
    return JSON.parse(text) as Draft;
  }
}
