'use client';

import { RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { operatorPaths } from '@/shell/paths';
import { Button } from '@/ui/button';
import { Select } from '@/ui/select';
import { BackLink } from '@/ui/back-link';
import { OperatorPage } from '../operator-page';
import { WorkspaceField } from '../workspace-field';
import { causeWords, letterStateWords } from './cause-words';
import { CurrentReplays } from './current-replays';
import { useDeadLetterGroups } from './dead-letters.queries';
import { addressOf, LETTER_STATES, type LetterFilters, scopeOf } from './letter-filters';
import { LetterList } from './letter-list';
import { ReplayDialogs, type Wanted } from './replay-dialogs';

const STATES = LETTER_STATES.map((value) => ({ value, label: letterStateWords[value] }));

/** Dead letters one by one: of one cause, of one workspace, or of one state. */
export function LettersPage({ filters }: { filters: LetterFilters }) {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const letters = useWaitingOf(filters);
  const cause = filters.reason ? causeWords(filters.stage ?? 'apply', filters.reason) : null;
  const change = (next: LetterFilters) =>
    window.history.pushState(null, '', `${operatorPaths.deadLetters}${addressOf(next)}`);
  const wantAll = (action: Wanted['action']) =>
    setWanted({ action, filter: scopeOf(filters), letters, ...(cause && { about: cause.title }) });
  return (
    <>
      <BackLink href={operatorPaths.deadLetters}>Dead letters</BackLink>
      <OperatorPage
        title={cause?.title ?? 'Dead letters one by one'}
        description={cause ? `${cause.meaning} ${cause.next}` : 'Those of all causes, the newest first.'}
        action={
          cause && filters.state === 'waiting' && letters !== 0 ? (
            <div className="flex flex-wrap gap-2">
              <Button look="danger-outline" onClick={() => wantAll('discard')}>
                <Trash2 aria-hidden="true" /> Discard all…
              </Button>
              <Button look="primary" onClick={() => wantAll('replay')}>
                <RotateCcw aria-hidden="true" /> Replay all…
              </Button>
            </div>
          ) : null
        }
      >
        <CurrentReplays />
        <div
          role="search"
          aria-label="Filter the dead letters"
          className="grid grid-cols-2 items-start gap-3 xl:grid-cols-4"
        >
          <Select
            label="State"
            options={STATES}
            value={filters.state}
            onChange={(state) => change({ ...filters, state })}
          />
          <WorkspaceField
            value={filters.workspace}
            onChange={(workspace) => change({ ...filters, workspace })}
          />
        </div>
        <LetterList key={addressOf(filters)} filters={filters} onWant={setWanted} />
        <ReplayDialogs wanted={wanted} onClose={() => setWanted(null)} />
      </OperatorPage>
    </>
  );
}

/** How many wait of this cause; null where the groups do not tell, as of one workspace alone. */
function useWaitingOf({ stage, reason, workspace }: LetterFilters): number | null {
  const groups = useDeadLetterGroups().data;
  if (!groups || workspace || !stage || !reason) return null;
  return groups.find((group) => group.stage === stage && group.reason === reason)?.waiting ?? 0;
}
