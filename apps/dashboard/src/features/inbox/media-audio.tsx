'use client';

import type { Media } from '@parley/api-client';
import { Pause, Play } from 'lucide-react';
import { type CSSProperties, type ReactNode, useRef, useState } from 'react';
import { MediaDocument } from './media-document';
import { durationInWords, saysUnplayable } from './media-words';

type Props = { media: Media; address: string; end: ReactNode };

/** A thin line, the played part of it in colour, and a knob that is easy to take hold of. */
const track = [
  'block h-5 w-full cursor-default appearance-none rounded-full bg-transparent',
  '[--line:linear-gradient(to_right,var(--accent)_var(--played),color-mix(in_srgb,var(--ink)_18%,transparent)_var(--played))]',
  '[&::-webkit-slider-runnable-track]:h-1 [&::-webkit-slider-runnable-track]:rounded-full [&::-webkit-slider-runnable-track]:[background:var(--line)]',
  '[&::-webkit-slider-thumb]:-mt-1 [&::-webkit-slider-thumb]:size-3 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:bg-accent',
  '[&::-moz-range-track]:h-1 [&::-moz-range-track]:rounded-full [&::-moz-range-track]:[background:var(--line)]',
  '[&::-moz-range-thumb]:size-3 [&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:border-0 [&::-moz-range-thumb]:bg-accent',
].join(' ');

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
    else void audio.current?.play().catch((error: Error) => saysUnplayable(error) && setIsBroken(true));
  };
  const goTo = (seconds: number) => {
    setAt(seconds);
    if (audio.current) audio.current.currentTime = seconds;
  };
  return (
    <div className="flex w-72 max-w-full items-center gap-3 p-1.5 pe-2.5">
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
      <PlayButton name={name} isPlaying={isPlaying} onToggle={toggle} />
      <div className="min-w-0 flex-1">
        <Place name={name} at={at} duration={duration} onGoTo={goTo} />
        <div className="flow-root">
          <span className="float-start mt-[6px] text-[11.5px] leading-4 text-bubble-meta tabular-nums">
            {durationInWords(isPlaying || at > 0 ? at : duration)}
          </span>
          {end}
        </div>
      </div>
    </div>
  );
}

type PlayButtonProps = { name: string; isPlaying: boolean; onToggle: () => void };

function PlayButton({ name, isPlaying, onToggle }: PlayButtonProps) {
  return (
    <button
      type="button"
      onClick={onToggle}
      aria-label={`${isPlaying ? 'Pause' : 'Play'} the ${name}`}
      className="flex size-10 shrink-0 cursor-default items-center justify-center rounded-full bg-accent text-on-accent transition-colors hover:bg-accent-strong"
    >
      {isPlaying ? (
        <Pause aria-hidden="true" className="size-[18px] fill-current" />
      ) : (
        <Play aria-hidden="true" className="size-[18px] translate-x-px fill-current" />
      )}
    </button>
  );
}

type PlaceProps = { name: string; at: number; duration: number; onGoTo: (seconds: number) => void };

function Place({ name, at, duration, onGoTo }: PlaceProps) {
  // Of some recordings a browser knows the length only when it has heard them.
  const last = Number.isFinite(duration) && duration > 0 ? duration : Math.max(at, 1);
  return (
    <input
      type="range"
      min={0}
      max={last}
      step="any"
      value={at}
      onChange={({ target }) => onGoTo(target.valueAsNumber)}
      aria-label={`Place in the ${name}`}
      aria-valuetext={`${durationInWords(at)} of ${durationInWords(duration)}`}
      dir="ltr"
      style={{ '--played': `${(at / last) * 100}%` } as CSSProperties}
      className={track}
    />
  );
}
