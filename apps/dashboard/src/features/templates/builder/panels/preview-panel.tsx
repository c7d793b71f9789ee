'use client';

import { useState } from 'react';
import { asProblem } from '@/data/problem';
import { LoadingRegion } from '@/ui/loading-region';
import { RequestId } from '@/ui/request-id';
import { SearchSelect } from '@/ui/search-select';
import { Skeleton } from '@/ui/skeleton';
import { TemplatePreview } from '../../preview/template-preview';
import { usePeople, usePreview } from '../builder.queries';
import type { Form } from '../draft/parts';
import { withPictures } from '../draft/preview-form';
import type { ChosenFile } from './use-pictures';

const SAMPLES = 'samples';

type Props = {
  form: Form;
  pictures: ReadonlyMap<string, ChosenFile>;
  /** The name of the number that it comes from. */
  from: string | undefined;
};

/** What people will see, with the samples or as somebody who has written would see it. */
export function PreviewPanel({ form, pictures, from }: Props) {
  const [person, setPerson] = useState(SAMPLES);
  const people = usePeople();
  const query = usePreview(form, person === SAMPLES ? null : person);
  const links = new Map([...pictures].map(([handle, { link }]) => [handle, link]));
  const options = [
    { value: SAMPLES, label: 'Your samples' },
    ...(people.data ?? []).map(({ id, name, phone }) => ({ value: id, label: name, aside: phone ?? '' })),
  ];
  return (
    <section aria-label="Preview" className="flex flex-col gap-3">
      {query.data ? (
        <TemplatePreview
          preview={withPictures(query.data, form, links)}
          marksVariables
          {...(from && { from })}
        />
      ) : query.isError ? (
        <div
          role="alert"
          className="rounded-2xl border border-line bg-surface p-5 text-[13px] leading-5 text-ink-muted"
        >
          <p>It cannot be shown now. {asProblem(query.error).message}</p>
          {asProblem(query.error).requestId ? (
            <RequestId id={asProblem(query.error).requestId ?? ''} />
          ) : null}
        </div>
      ) : (
        <LoadingRegion label="Loading the preview">
          <Skeleton className="h-72 rounded-2xl" />
        </LoadingRegion>
      )}
      {options.length > 1 ? (
        <SearchSelect
          label="Filled in with"
          options={options}
          value={person}
          onChange={setPerson}
          nothingFound="Nobody of that name has written lately."
          hint={
            person === SAMPLES
              ? undefined
              : 'Variables that are called name, first_name, last_name, phone or username get theirs.'
          }
        />
      ) : null}
    </section>
  );
}
