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
    // A button takes Enter also with Ctrl, and would press itself; so it is asked before the button is.
    const onKeyDownAtButton = (event: KeyboardEvent) => {
      const isAtButton = event.target instanceof HTMLElement && event.target.closest('button, [role=button]');
      if (isAtButton && (event.ctrlKey || event.metaKey)) onKeyDown(event);
    };
    window.addEventListener('keydown', onKeyDownAtButton, { capture: true });
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDownAtButton, { capture: true });
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

/** Whether key presses at this element are text. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
