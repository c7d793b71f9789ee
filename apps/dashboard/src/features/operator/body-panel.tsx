'use client';

import type { ShownBytes } from '@parley/api-client';
import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '@/ui/button';
import { classNames } from '@/ui/class-names';
import { CopyButton } from '@/ui/copy-button';
import { Panel } from '@/ui/panel';
import { saveFile } from '@/ui/save-file';
import { beginning, indentJson, withVisibleControls } from './webhooks/json-text';

/** More than anybody reads on a page, and less than makes it slow. */
const SHOWN_CHARACTERS = 100_000;

const number = new Intl.NumberFormat('en');

type Props = {
  title: string;
  description: string;
  body: ShownBytes;
  /** Without its ending. */
  fileName: string;
  /** Whether it was written by Parley: then there is no other form that it came in. */
  isOurs?: boolean;
};

/** Bytes that somebody sent us: as text and nothing else, whatever they look like. */
export function BodyPanel({ title, description, body, fileName, isOurs = false }: Props) {
  const source = body.text ?? body.base64 ?? '';
  const isText = body.text !== null;
  const indented = useMemo(() => (isText ? indentJson(source, SHOWN_CHARACTERS) : null), [isText, source]);
  const [isAsItCame, setAsItCame] = useState(false);
  const shown = (isAsItCame ? null : indented) ?? beginning(source, SHOWN_CHARACTERS);
  const download = () =>
    isText
      ? saveFile(
          new Blob([source], { type: 'application/octet-stream' }),
          `${fileName}.${indented ? 'json' : 'txt'}`,
        )
      : saveFile(new Blob([bytesOf(source)], { type: 'application/octet-stream' }), `${fileName}.bin`);
  return (
    <Panel
      title={title}
      description={isText ? description : 'These bytes are no UTF-8 text; below they are in base64.'}
      action={
        <div className="flex flex-wrap items-center gap-2">
          {indented && !isOurs ? (
            <div role="group" aria-label="How it is shown" className="flex rounded-lg bg-hover p-0.5">
              <Look isOn={!isAsItCame} onChoose={() => setAsItCame(false)}>
                Formatted
              </Look>
              <Look isOn={isAsItCame} onChoose={() => setAsItCame(true)}>
                As it came
              </Look>
            </div>
          ) : null}
          <Button size="small" onClick={download}>
            <Download aria-hidden="true" /> Download
          </Button>
        </div>
      }
    >
      <div className="relative">
        <pre
          dir="ltr"
          tabIndex={0}
          aria-label={`${title}: text`}
          className="calm-scroll max-h-[36rem] min-h-14 overflow-auto rounded-lg border border-line bg-canvas py-3 ps-3.5 pe-12 text-start font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap"
        >
          {withVisibleControls(shown.text)}
        </pre>
        <CopyButton text={source} label="Copy all of it" className="absolute end-3 top-2 bg-surface" />
      </div>
      {shown.isCut ? (
        <p className="mt-2 text-[13px] leading-5 text-ink-muted">
          The first {number.format(SHOWN_CHARACTERS)} characters are shown. Download it to see the rest.
        </p>
      ) : null}
    </Panel>
  );
}

function Look({ isOn, onChoose, children }: { isOn: boolean; onChoose: () => void; children: string }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onChoose}
      className={classNames(
        'h-7 cursor-default rounded-md px-2.5 text-[13px] font-medium pointer-coarse:h-10',
        isOn ? 'bg-surface text-ink shadow-sm' : 'text-ink-muted hover:text-ink',
      )}
    >
      {children}
    </button>
  );
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
