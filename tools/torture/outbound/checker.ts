import { found, type Finding } from '../campaign/report.ts';
import { belowItsStatuses, failedButThere, sentButNotThere, withoutAnEnd } from './checks/ends.ts';
import { tooFast } from './checks/pace.ts';
import { doubled, lost, neverTaken } from './checks/queued.ts';
import {
  broadcastTwice,
  calledTooLate,
  replyTooOften,
  sentAgainInSpiteOfNews,
  sentByNobody,
} from './checks/sent.ts';
import type { SendingEvidence } from './evidence/evidence.ts';

/** Checks everything that must hold when all is quiet, against what Meta's side remembers. Pure. */
export function check(evidence: SendingEvidence): Finding[] {
  return [
    ...found('O1', 'accepted, and nowhere to be found', lost(evidence)),
    ...found('O1', 'one message, more than one row', doubled(evidence)),
    ...found('O1', 'posted again and again, and never accepted', neverTaken(evidence)),
    ...found('O2', 'a broadcast, sent more than once', broadcastTwice(evidence)),
    ...found('O2', 'a reply, sent more often than it says', replyTooOften(evidence)),
    ...found('O2', 'sent again, although a status had told of it', sentAgainInSpiteOfNews(evidence)),
    ...found('O2', 'sent, and nobody had queued it', sentByNobody(evidence)),
    ...found('O2', 'called when the lease must have been over', calledTooLate(evidence)),
    ...found(
      'O2',
      'neither sent nor failed nor unknown nor held, or nothing says why',
      withoutAnEnd(evidence),
    ),
    ...found('O2', 'said to be sent, and Meta does not know of it', sentButNotThere(evidence)),
    ...found('O2', 'said to have failed, and Meta took it', failedButThere(evidence)),
    ...found('O3', 'more than the number may send in a second', tooFast(evidence)),
    ...found('R5', 'below what a status told of it', belowItsStatuses(evidence)),
    ...found('R6', 'unfinished when all is quiet', Object.entries(evidence.stored.unfinished)),
  ];
}
