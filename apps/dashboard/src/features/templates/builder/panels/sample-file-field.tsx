'use client';

import { FileCheck2, Upload, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { asProblem } from '@/data/problem';
import { Button } from '@/ui/button';
import { bytesInWords } from '@/ui/bytes-in-words';
import { IconButton } from '@/ui/icon-button';
import { useSaving } from '../builder.queries';
import type { FileProps, PartProps } from './part-props';
import { type Card, componentsAt, handleOf, pointerOf } from '../draft/cards';
import { FieldFindings } from '../findings/field-findings';
import { findingsIn } from '../findings/findings';
import { useFieldFindings } from '../findings/findings-context';
import { componentOf } from '../draft/parts';
import { base64In, fileFault, type SampleFormat, wantedFiles } from '../draft/sample-file';

type Props = PartProps & FileProps & { card: Card; format: SampleFormat };

const NO_NUMBER = 'The file goes to the account of a number, and none is chosen.';

/** The file that reviewers see in place of the one that each message will bring. */
export function SampleFile({ form, dispatch, card, format, channelId, pictures, onPicture }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { findings, showsAll } = useFieldFindings();
  const { upload } = useSaving();
  const [isPending, setPending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const header = componentOf(componentsAt(form, card), 'HEADER') ?? {};
  const pointer = `${pointerOf(form, card, 'HEADER')}/example`;
  const handle = handleOf(header);
  const chosen = pictures.get(handle);
  const { accept, words } = wantedFiles[format];
  const said = showsAll || handle !== '' ? findingsIn(findings, pointer) : [];

  const take = async (file: File) => {
    setFault(null);
    const beginning = new Uint8Array(await file.slice(0, 16).arrayBuffer());
    const wrong = fileFault(format, file.size, beginning);
    if (wrong !== null || channelId === null) return setFault(wrong ?? NO_NUMBER);
    setPending(true);
    try {
      const content = base64In(await dataUrlOf(file));
      const sample = await upload({ channelId, fileName: file.name.slice(0, MOST_NAME), content });
      onPicture(sample.handle, file);
      dispatch({ do: 'handle', card, handle: sample.handle });
    } catch (error) {
      setFault(asProblem(error).message);
    } finally {
      setPending(false);
    }
  };

  return (
    <div data-pointer={pointer}>
      <p id={`${id}-label`} className="text-sm leading-5 font-medium">
        Sample file
      </p>
      <p id={`${id}-hint`} className="mt-0.5 mb-2 text-[13px] leading-5 text-pretty text-ink-muted">
        {capital(words)}, small: reviewers see it. Each message brings its own.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {handle !== '' ? (
          <span className="inline-flex h-9 min-w-0 items-center gap-2 rounded-lg bg-accent-soft ps-2.5 text-[13px] text-accent-ink">
            <FileCheck2 aria-hidden="true" className="size-4 shrink-0" />
            <span className="min-w-0 truncate">
              {chosen ? (
                <>
                  <bdi>{chosen.name}</bdi> · {bytesInWords(chosen.byteSize)}
                </>
              ) : (
                'WhatsApp has a file'
              )}
            </span>
            <IconButton
              type="button"
              aria-label="Take the sample file out"
              icon={<X aria-hidden="true" />}
              onClick={() => dispatch({ do: 'handle', card, handle: null })}
            />
          </span>
        ) : null}
        <input
          ref={input}
          id={id}
          type="file"
          accept={accept}
          aria-label="Sample file"
          aria-describedby={`${id}-hint`}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) void take(file);
          }}
        />
        <Button
          isPending={isPending}
          disabledReason={channelId === null ? NO_NUMBER : null}
          aria-describedby={`${id}-hint`}
          onClick={() => input.current?.click()}
        >
          <Upload aria-hidden="true" /> {handle === '' ? 'Choose a file' : 'Choose another'}
        </Button>
      </div>
      {/^https?:/.test(handle) ? (
        <p className="mt-1.5 text-[13px] leading-5 text-ink-muted">
          This is WhatsApp’s own copy. Choose the file again before you submit a change.
        </p>
      ) : null}
      {fault ? (
        <p role="alert" className="mt-1.5 text-[13px] leading-5 wrap-anywhere text-danger">
          {fault}
        </p>
      ) : null}
      <FieldFindings findings={said} />
    </div>
  );
}

const MOST_NAME = 200;

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function dataUrlOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('The file could not be read.'));
    reader.readAsDataURL(file);
  });
}
