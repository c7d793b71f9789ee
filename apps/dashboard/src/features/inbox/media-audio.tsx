'use client';

import type { Media } from '@parley/api-client';
import { Pause, Play } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { MediaDocument } from './media-document';
import { durationInWords } from './media-words';

type Props = { media: Media; address: string; end: ReactNode };

/** A voice message or other sound: play, pause, and go to any place in it. */
export function MediaAudio({ media, address, end }: Props) {
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  const [isBroken, setIsBroken] = useState(false);
  const [at, setAt] = useState(0);
  const [duration, setDuration] = useState(0);
  if (isBroken) return <MediaDocument media={media} address={address} end={end} />;

  const name = media.kind === 'voice' ? 'voice message' : 'audio';
  const toggle = () => {
    if (isPlaying) audio.current?.pause();
    else void audio.current?.play().catch(() => setIsBroken(true));
  };
  const goTo = (seconds: number) => {
    setAt(seconds);
    if (audio.current) audio.current.currentTime = seconds;
  };
  return (
    <>
      <div className="flex w-72 max-w-full items-center gap-3 py-0.5">
        <audio
          ref={audio}
          src={address}
          preload="metadata"
          onPlay={() => setIsPlaying(true)}
          onPause={() => setIsPlaying(false)}
          onEnded={() => goTo(0)}
          onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
          onDurationChange={({ currentTarget }) => setDuration(currentTarget.duration)}
          onError={() => setIsBroken(true)}
        />
        <button
          type="button"
          onClick={toggle}
          aria-label={`${isPlaying ? 'Pause' : 'Play'} the ${name}`}
          className="flex size-10 shrink-0 cursor-default items-center justify-center rounded-full bg-accent text-on-accent transition-colors hover:bg-accent-strong"
        >
          {isPlaying ? (
            <Pause aria-hidden="true" className="size-[18px] fill-current" />
          ) : (
            <Play aria-hidden="true" className="size-[18px] translate-x-px fill-current" />
          )}
        </button>
        <div className="min-w-0 flex-1 pt-1.5" dir="ltr">
          <input
            type="range"
            min={0}
            max={Number.isFinite(duration) && duration > 0 ? duration : 1}
            step="any"
            value={at}
            onChange={({ target }) => goTo(target.valueAsNumber)}
            aria-label={`Place in the ${name}`}
            aria-valuetext={`${durationInWords(at)} of ${durationInWords(duration)}`}
            className="block h-4 w-full cursor-default accent-accent"
          />
          <p className="text-[11.5px] leading-4 text-bubble-meta tabular-nums">
            {durationInWords(isPlaying || at > 0 ? at : duration)}
          </p>
        </div>
      </div>
      {end ? <div className="flow-root">{end}</div> : null}
    </>
  );
}
