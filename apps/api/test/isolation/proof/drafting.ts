import { inGoodFaith, Seen, succeeded, wasTurnedAway } from './attacker';
import { Caller } from './callers';
import { KnownIds } from './known-ids';
import { Operation } from './operations';
import { Draft, idAt, RequestMaker, withId } from './requests';
import { describe, Witness } from './witness';

const MAX_TRIES = 40;

interface Try {
  readonly draft: Draft;
  readonly seen: Seen;
  readonly caller: Caller;
}

/** Finds, by trying, a request that gets the operation done with ids of the callers' own tenant. */
export async function findDraft(
  operation: Operation,
  insiders: readonly Caller[],
  maker: RequestMaker,
  witness: Witness,
): Promise<Draft> {
  let best: Try | undefined;
  for (const whole of [true, false]) {
    for (const caller of insiders.filter(({ expects }) => expects(operation.access) === 'let in')) {
      for (const draft of filledIn(operation, witness.ids(caller.home), maker, whole)) {
        const seen = await witness.send(operation, caller, inGoodFaith(caller, draft));
        if (succeeded(seen)) return draft;
        if (best === undefined || distance(seen) < distance(best.seen)) best = { draft, seen, caller };
      }
    }
  }
  if (best === undefined) throw new Error(`Nobody may call ${operation.id}.`);
  // Where nobody gets anything done, that nobody gets it done to others proves nothing.
  if (operation.access.kind === 'permission') {
    const rule = 'somebody gets it done with their own ids';
    witness.find(operation, best.caller, rule, best.draft, describe(best.seen));
  }
  return best.draft;
}

/** With ids of one tenant at every place where one belongs: all that might be meant. */
function filledIn(operation: Operation, ids: KnownIds, maker: RequestMaker, whole: boolean): Draft[] {
  let drafts = [maker.draftOf(operation, whole)];
  for (const place of maker.placesOf(operation)) {
    const isThere = drafts[0] !== undefined && idAt(drafts[0], place) !== undefined;
    if (place.where === 'query' || !isThere) continue;
    drafts = ids.candidatesFor(place).flatMap((id) => drafts.map((draft) => withId(draft, place, id)));
  }
  return drafts.slice(0, MAX_TRIES);
}

/** How far from done: turned away at the door is farthest. */
function distance(seen: Seen): number {
  if (wasTurnedAway(seen)) return 10;
  return [409, 412, 422, 403, 404, 400].indexOf(seen.status);
}
