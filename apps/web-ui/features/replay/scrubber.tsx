'use client';
import { PauseIcon, PlayIcon, StepBackIcon, StepForwardIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { Tooltip } from '@/components/ui/tooltip';
import { formatDuration } from '@/lib/format';
import { SPEEDS, type Playback, type Speed } from './use-playback';

interface ScrubberProps<TEvent> {
  events: readonly TEvent[];
  playback: Playback;
  /** An event in a few words. */
  describe: (event: TEvent) => string;
}

/** Goes through a run event by event. */
export function Scrubber<TEvent extends { at: number }>({
  events,
  playback,
  describe,
}: ScrubberProps<TEvent>) {
  const { count, isPlaying, speed, seek, setSpeed, step, toggle } = playback;
  const event = events[count - 1];
  const start = events[0]?.at ?? 0;
  const text = event ? describe(event) : 'Before the start';
  return (
    <div
      role="group"
      aria-label="Replay"
      className="flex h-11 shrink-0 items-center gap-2 border-b bg-sidebar px-3 max-[599px]:gap-1"
    >
      <Tooltip label="One event back" shortcut=",">
        <Button
          variant="quiet"
          size="icon-sm"
          aria-label="Step back"
          disabled={count === 0}
          onClick={() => step(-1)}
        >
          <StepBackIcon aria-hidden />
        </Button>
      </Tooltip>
      <Tooltip label={isPlaying ? 'Pause' : 'Play'} shortcut="space">
        <Button
          size="icon-sm"
          aria-label={isPlaying ? 'Pause' : 'Play'}
          onClick={toggle}
          disabled={events.length === 0}
        >
          {isPlaying ? <PauseIcon aria-hidden /> : <PlayIcon aria-hidden />}
        </Button>
      </Tooltip>
      <Tooltip label="One event on" shortcut=".">
        <Button
          variant="quiet"
          size="icon-sm"
          aria-label="Step on"
          disabled={count >= events.length}
          onClick={() => step(1)}
        >
          <StepForwardIcon aria-hidden />
        </Button>
      </Tooltip>
      <input
        type="range"
        aria-label="Event"
        aria-valuetext={`Event ${count} of ${events.length}: ${text}`}
        min={0}
        max={events.length}
        value={count}
        onChange={(change) => seek(Number(change.target.value))}
        className="range min-w-16 flex-1"
      />
      <span aria-live="polite" className="w-72 truncate text-xs max-[899px]:hidden">
        {text}
      </span>
      <span className="font-mono text-2xs whitespace-nowrap text-muted-foreground tabular">
        {count} / {events.length} · {event ? formatDuration(event.at - start) : '0 ms'}
      </span>
      <Select value={String(speed)} onValueChange={(value) => setSpeed(Number(value) as Speed)}>
        <SelectTrigger aria-label="Speed" className="h-7 w-16 text-xs max-[599px]:hidden">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {SPEEDS.map((value) => (
            <SelectItem key={value} value={String(value)}>
              {value}×
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </div>
  );
}
