'use client';
import { useEffect } from 'react';
import { actionRegistry, allActions } from './action-registry';
import { matchesShortcut } from './shortcut';

/** Mounted once by the shell: runs the action whose shortcut is pressed. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const isTyping = isField(event.target);
      const action = allActions(actionRegistry.getState())
        .reverse()
        .find(
          (candidate) =>
            !candidate.isDisabled &&
            !candidate.isNative &&
            (!isTyping || candidate.worksInFields) &&
            candidate.shortcuts?.some((shortcut) => matchesShortcut(shortcut, event)),
        );
      if (!action) return;
      event.preventDefault();
      action.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Whether key presses at this element are text. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
