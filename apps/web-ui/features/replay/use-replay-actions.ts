'use client';
import { useActions } from '@/lib/actions/use-actions';
import type { Playback } from './use-playback';

/** Keys of a replay. */
export function useReplayActions({ toggle, step }: Playback): void {
  useActions([
    {
      id: 'replay.play',
      label: 'Play or pause',
      group: 'Replay',
      icon: 'play',
      shortcuts: ['space'],
      run: toggle,
    },
    {
      id: 'replay.next',
      label: 'One event on',
      group: 'Replay',
      icon: 'step-forward',
      shortcuts: ['.'],
      run: () => step(1),
    },
    {
      id: 'replay.back',
      label: 'One event back',
      group: 'Replay',
      icon: 'undo-2',
      shortcuts: [','],
      run: () => step(-1),
    },
  ]);
}
