'use client';

import { useId } from 'react';
import { Switch } from '@/ui/switch';
import { BuilderField } from '../builder-field';
import type { ButtonKind } from '../draft/button-kinds';
import {
  addressOf,
  exampleOf,
  isDynamic,
  withAddress,
  withCode,
  withDynamic,
  withUrlSample,
} from '../draft/button-values';
import { LIMITS } from '../draft/limits';
import { type Parts, textOf } from '../draft/parts';

type Props = {
  button: Parts;
  kind: ButtonKind | null;
  pointer: string;
  onChange: (button: Parts) => void;
};

/** The phone writes these by itself. */
const WITHOUT_LABEL: readonly (ButtonKind | null)[] = [
  'COPY_CODE',
  'CALL_PERMISSION_REQUEST',
  'REQUEST_CONTACT_INFO',
];
const ltr = { dir: 'ltr', autoCapitalize: 'none', spellCheck: false } as const;

/** What stands on a button, and what is behind it. */
export function ButtonFields({ button, kind, pointer, onChange }: Props) {
  const set = (name: string) => (value: string) => onChange({ ...button, [name]: value });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {WITHOUT_LABEL.includes(kind) ? null : (
        <BuilderField
          label="Label"
          pointer={`${pointer}/text`}
          value={textOf(button, 'text')}
          onChange={set('text')}
          limit={LIMITS.label}
        />
      )}
      {kind === 'URL' ? <AddressFields button={button} pointer={pointer} onChange={onChange} /> : null}
      {kind === 'PHONE_NUMBER' ? (
        <BuilderField
          label="Phone number"
          pointer={`${pointer}/phone_number`}
          value={textOf(button, 'phone_number')}
          onChange={set('phone_number')}
          limit={LIMITS.phone}
          control={{ ...ltr, type: 'tel', placeholder: '+351912345678' }}
        />
      ) : null}
      {kind === 'COPY_CODE' ? (
        <BuilderField
          label="A sample of the code"
          pointer={`${pointer}/example`}
          takesInner
          value={exampleOf(button)}
          onChange={(code) => onChange(withCode(button, code))}
          limit={LIMITS.code}
          hint="Each message brings its own. The phone writes the label."
          control={{ ...ltr, placeholder: 'SPRING25' }}
        />
      ) : null}
      {kind === 'FLOW' ? (
        <BuilderField
          label="ID of the flow"
          pointer={`${pointer}/flow_id`}
          value={textOf(button, 'flow_id')}
          onChange={set('flow_id')}
          hint="From Meta’s page of flows."
          control={{ ...ltr, inputMode: 'numeric' }}
        />
      ) : null}
      {kind === 'CALL_PERMISSION_REQUEST' || kind === 'REQUEST_CONTACT_INFO' ? (
        <p className="text-[13px] leading-5 text-ink-muted">The phone writes what stands on it.</p>
      ) : null}
    </div>
  );
}

function AddressFields({ button, pointer, onChange }: Pick<Props, 'button' | 'pointer' | 'onChange'>) {
  const id = useId();
  const differs = isDynamic(button);
  return (
    <>
      <BuilderField
        label="Address"
        pointer={`${pointer}/url`}
        value={addressOf(button)}
        onChange={(typed) => onChange(withAddress(button, typed))}
        limit={LIMITS.url}
        control={{ ...ltr, type: 'url', inputMode: 'url', placeholder: 'https://example.com/orders/' }}
      />
      <div className="flex items-start justify-between gap-3">
        <div>
          <p id={id} className="text-sm leading-5 font-medium">
            Its end differs
          </p>
          <p id={`${id}-says`} className="text-[13px] leading-5 text-ink-muted">
            Each message adds something of its own to the address.
          </p>
        </div>
        <Switch
          checked={differs}
          onCheckedChange={(isWanted) => onChange(withDynamic(button, isWanted))}
          aria-labelledby={id}
          aria-describedby={`${id}-says`}
        />
      </div>
      {differs ? (
        <BuilderField
          label="A sample of the end"
          pointer={`${pointer}/example`}
          takesInner
          value={exampleOf(button)}
          onChange={(sample) => onChange(withUrlSample(button, sample))}
          control={{ ...ltr, placeholder: '10482' }}
        />
      ) : null}
    </>
  );
}
