'use client';
import { PlayIcon, SquareIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';

interface RunButtonProps {
  isActive: boolean;
  isStarting: boolean;
  /** Number of errors that keep the flow from running. */
  errorCount: number;
  onRun: () => void;
  onStop: () => void;
}

/** Run, or stop while something runs: the same place and the same key. */
export function RunButton({ isActive, isStarting, errorCount, onRun, onStop }: RunButtonProps) {
  if (isActive) {
    return (
      <Tooltip label="Stop the run" shortcut="mod+enter">
        <Button onClick={onStop}>
          <SquareIcon aria-hidden /> Stop
        </Button>
      </Tooltip>
    );
  }
  const label =
    errorCount === 0
      ? 'Run the flow'
      : errorCount === 1
        ? '1 problem to solve first'
        : `${errorCount} problems to solve first`;
  return (
    <Tooltip label={label} shortcut="mod+enter">
      <Button variant="primary" onClick={onRun} disabled={isStarting}>
        <PlayIcon aria-hidden /> Run
      </Button>
    </Tooltip>
  );
}
