'use client';

import type { Template } from '@parley/api-client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { templatePaths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { Button } from '@/ui/button';
import { Dialog, DialogButtons } from '@/ui/dialog';
import { Form, SubmitButton } from '@/ui/form';
import { SearchSelect } from '@/ui/search-select';
import { TextField } from '@/ui/text-field';
import { languageName, templateLanguages } from '../builder/draft/languages';
import { useTemplateDeeds } from '../templates.queries';

type Props = { template: Template; open: boolean; onOpenChange: (open: boolean) => void };

/** The same words as a draft under another name. */
export function DuplicateDialog({ template, open, onOpenChange }: Props) {
  const copy = useCopy(template);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Duplicate ${template.name}`}
      description="A draft with the same words, for you to change. WhatsApp gets it when you submit it."
    >
      <Form
        words={{ template_exists: { field: 'name', text: 'There is a template of this name already.' } }}
        onSubmit={({ name = '' }) => copy({ name })}
      >
        <TextField
          name="name"
          label="Name"
          hint="Small letters, digits and underscores."
          whenMissing="Give it a name."
          defaultValue={freeName(template.name)}
          dir="ltr"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          maxLength={512}
          check={nameFault}
        />
        <DialogButtons>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton>Duplicate it</SubmitButton>
        </DialogButtons>
      </Form>
    </Dialog>
  );
}

/** The same name in another language: a draft with the words of this one, to be translated. */
export function AddLanguageDialog({
  template,
  taken,
  open,
  onOpenChange,
}: Props & { taken: readonly string[] }) {
  const copy = useCopy(template);
  const [language, setLanguage] = useState('');
  const choices = templateLanguages('').filter(({ value }) => !taken.includes(value));
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Add a language"
      description={`${template.name} in another language: a draft with the words in ${languageName(template.language)}, for you to translate. Each language is approved by itself.`}
    >
      <Form
        words={{ template_exists: 'There is this language already.' }}
        onSubmit={async () => {
          if (language !== '') await copy({ language });
        }}
      >
        <SearchSelect
          label="Language"
          options={choices}
          value={language}
          onChange={setLanguage}
          nothingFound="WhatsApp has no templates in it."
        />
        <DialogButtons>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          {language === '' ? (
            <Button look="primary" disabledReason="Choose a language first.">
              Add the language
            </Button>
          ) : (
            <SubmitButton>Add the language</SubmitButton>
          )}
        </DialogButtons>
      </Form>
    </Dialog>
  );
}

/** Whoever has copied one wants to change it. */
function useCopy(template: Template) {
  const { tenant } = useWorkspace();
  const router = useRouter();
  const { copy } = useTemplateDeeds(template);
  return async (wanted: { name?: string; language?: string }) => {
    const { id } = await copy(wanted);
    router.push(templatePaths.edit(tenant.slug, id));
  };
}

const nameFault = (name: string): string | null =>
  /^[a-z0-9_]+$/.test(name) ? null : 'Use small letters (a to z), digits and underscores only.';

/** order → order_2, order_2 → order_3 */
function freeName(name: string): string {
  const [, stem = name, number] = /^(.*?)(?:_(\d{1,4}))?$/.exec(name) ?? [];
  return `${stem}_${Number(number ?? 1) + 1}`.slice(-512);
}
