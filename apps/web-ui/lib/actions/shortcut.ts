/** Shortcuts are written `mod+shift+z`: modifiers in any order, then one key. `mod` is ⌘ on a Mac and Ctrl elsewhere. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

const CAPS: Record<string, string> = {
  shift: '⇧',
  alt: '⌥',
  enter: '↵',
  escape: 'Esc',
  backspace: '⌫',
  delete: 'Del',
  tab: 'Tab',
  space: 'Space',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
};

function isMac(): boolean {
  return typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform);
}

/** The caps to draw, one for each key. */
export function shortcutKeys(shortcut: string): string[] {
  return partsOf(shortcut).map((part) => {
    if (part === 'mod') return isMac() ? '⌘' : 'Ctrl';
    return CAPS[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
}

/** Whether a key press is the shortcut. Signs such as `?` carry their own shift. */
export function matchesShortcut(shortcut: string, press: KeyPress): boolean {
  const parts = partsOf(shortcut);
  const key = parts.at(-1) ?? '';
  const wantsMod = parts.includes('mod');
  const hasMod = isMac() ? press.metaKey : press.ctrlKey;
  if (wantsMod !== hasMod || parts.includes('alt') !== press.altKey) return false;
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key);
  if (!isSign && parts.includes('shift') !== press.shiftKey) return false;
  const pressed = press.key === ' ' ? 'space' : press.key.toLowerCase();
  return pressed === key;
}

/** The plus sign parts keys and is a key itself. */
function partsOf(shortcut: string): string[] {
  return shortcut === '+' ? ['+'] : shortcut.split('+');
}
