import type { AuditEvent } from '@parley/api-client';
import { name, type Piece, type Telling, tellings } from './audit-tellings';

export type { Piece };
export type Sentence = Piece[];

/** The actions that this page has words for, to choose from. */
export const knownActions: readonly string[] = Object.keys(tellings);

/** One event in words: "Sara changed the role of Ben from agent to admin". */
export function sentenceOf({ actor, action, target, before, after }: SentenceSource): Sentence {
  const told = {
    target: name(target.name ?? inWords(target.kind)),
    before: before ?? {},
    after: after ?? {},
  };
  const telling = tellings[action] ?? unknownAction(action, target);
  return [...subjectOf(actor), ' ', ...telling(told)]
    .map((piece) => (typeof piece === 'string' ? { text: piece, isName: false } : piece))
    .filter(({ text }) => text !== '');
}

type SentenceSource = Pick<AuditEvent, 'actor' | 'action' | 'target' | 'before' | 'after'>;

/** "member.role_changed" as a choice: "Member: role changed". */
export function actionName(action: string): string {
  const [noun = action, deed = ''] = action.split('.');
  const said = inWords(noun === 'tenant' ? 'workspace' : noun).replace('Api', 'API');
  return deed ? `${said}: ${deed.replaceAll('_', ' ')}` : said;
}

function subjectOf({ kind, name: called }: AuditEvent['actor']): (string | Piece)[] {
  if (kind === 'user') return [name(called || 'Somebody')];
  if (kind === 'api_key') return ['The API key ', name(called)];
  // Also who runs the installation, by its commands: that has a name of its own.
  return [called === '' || called === 'Parley' ? 'Parley' : name(called)];
}

/** For what is newer than this page: never hidden, and never made prettier than it is known. */
function unknownAction(action: string, target: AuditEvent['target']): Telling {
  return (told) => [`did “${actionName(action)}”`, ...(target.name ? [' to ', told.target] : [])];
}

function inWords(noun: string): string {
  const words = noun.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
