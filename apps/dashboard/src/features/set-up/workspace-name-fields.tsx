'use client';

import { useState } from 'react';
import { TextField } from '@/ui/text-field';
import { slugFault, slugOf } from './slug-of';

type Props = { nameField: string; slugField: string; name: string; slug: string };

/** The name of a workspace, and its address, which follows the name until someone edits it. */
export function WorkspaceNameFields({ nameField, slugField, name, slug: suggested }: Props) {
  const [slug, setSlug] = useState(suggested);
  const [isOwn, setOwn] = useState(false);
  return (
    <>
      <TextField
        name={nameField}
        label="Workspace name"
        hint="The name of your company or team."
        autoComplete="organization"
        maxLength={80}
        defaultValue={name}
        whenMissing="Give the workspace a name."
        onChange={({ target }) => isOwn || setSlug(slugOf(target.value))}
      />
      <TextField
        name={slugField}
        label="Address of the workspace"
        hint="Part of every link into it."
        prefix="/t/"
        dir="ltr"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={slug}
        whenMissing="Choose an address, in small letters and digits."
        check={slugFault}
        onChange={({ target }) => {
          setSlug(target.value.toLowerCase());
          setOwn(target.value !== '');
        }}
      />
    </>
  );
}
