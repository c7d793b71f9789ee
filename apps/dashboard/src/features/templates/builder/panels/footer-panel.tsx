'use client';

import { Panel } from '@/ui/panel';
import { BuilderField } from '../builder-field';
import type { PartProps } from './part-props';
import { pointerOf } from '../draft/cards';
import { LIMITS } from '../draft/limits';
import { componentOf, textOf } from '../draft/parts';

export function FooterPanel({ form, dispatch }: PartProps) {
  const footer = componentOf(form.components, 'FOOTER');
  return (
    <Panel title="Footer" description="One short line below the words, in grey. It has no variables.">
      <BuilderField
        label="Footer"
        isOptional
        pointer={footer ? `${pointerOf(form, null, 'FOOTER')}/text` : '/footer'}
        value={textOf(footer, 'text')}
        onChange={(text) => dispatch({ do: 'text', type: 'FOOTER', card: null, text })}
        limit={LIMITS.footer}
      />
    </Panel>
  );
}
