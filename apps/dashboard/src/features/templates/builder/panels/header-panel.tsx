'use client';

import { Panel } from '@/ui/panel';
import { Select } from '@/ui/select';
import type { FileProps, PartProps } from './part-props';
import { pointerOf } from '../draft/cards';
import type { HeaderFormat } from '../draft/draft';
import { FieldFindings } from '../findings/field-findings';
import { findingsAt } from '../findings/findings';
import { useFieldFindings } from '../findings/findings-context';
import type { MessageKind } from '../draft/kinds';
import { LIMITS } from '../draft/limits';
import { componentOf, wordOf } from '../draft/parts';
import { SampleFile } from './sample-file-field';
import { sampleFormat } from '../draft/sample-file';
import { TextEditor } from '../text/text-editor';

type Choice = { value: HeaderFormat | 'NONE'; label: string; says?: string };

const CHOICES: readonly Choice[] = [
  { value: 'NONE', label: 'None' },
  { value: 'TEXT', label: 'Text', says: 'One bold line.' },
  { value: 'IMAGE', label: 'Picture', says: 'JPEG or PNG.' },
  { value: 'VIDEO', label: 'Video', says: 'MP4.' },
  { value: 'DOCUMENT', label: 'Document', says: 'PDF.' },
  { value: 'GIF', label: 'GIF', says: 'A short video that plays by itself. For marketing.' },
  { value: 'LOCATION', label: 'Place', says: 'A map; each message brings its own place.' },
];
const WITH_OFFER: readonly Choice['value'][] = ['NONE', 'IMAGE', 'VIDEO'];

/** What stands above the words. */
export function HeaderPanel({
  form,
  dispatch,
  kind,
  ...files
}: PartProps & FileProps & { kind: MessageKind }) {
  const { findings } = useFieldFindings();
  const header = componentOf(form.components, 'HEADER');
  const format =
    CHOICES.find(({ value }) => header !== null && value === wordOf(header, 'format'))?.value ?? 'NONE';
  const choices = CHOICES.filter(
    ({ value }) => kind !== 'offer' || value === format || WITH_OFFER.includes(value),
  );
  const pointer = pointerOf(form, null, 'HEADER');
  const fileFormat = sampleFormat(format);
  return (
    <Panel title="Header" description="Above the words." className="flex flex-col gap-5">
      <div data-pointer={header ? `${pointer}/format` : '/header'}>
        <Select
          label="Header"
          hidesLabel
          options={choices}
          value={format}
          onChange={(next) => dispatch({ do: 'header', format: next === 'NONE' ? null : next })}
          className="sm:max-w-xs"
        />
        {header ? (
          <FieldFindings
            findings={[...findingsAt(findings, pointer), ...findingsAt(findings, `${pointer}/format`)]}
          />
        ) : null}
      </div>
      {format === 'TEXT' ? (
        <TextEditor
          form={form}
          dispatch={dispatch}
          type="HEADER"
          card={null}
          label="Text of the header"
          limit={LIMITS.header}
          lines={null}
        />
      ) : null}
      {fileFormat ? (
        <SampleFile form={form} dispatch={dispatch} card={null} format={fileFormat} {...files} />
      ) : null}
    </Panel>
  );
}
