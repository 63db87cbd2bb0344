/** Parts of the settings, in order; each is an anchor of the page. */
export const SETTINGS_SECTIONS = [
  { id: 'models', label: 'Models', icon: 'cpu' },
  { id: 'tokens', label: 'API tokens', icon: 'key' },
  { id: 'folders', label: 'Allowed folders', icon: 'folder' },
  { id: 'audit', label: 'Audit log', icon: 'shield-check' },
  { id: 'appearance', label: 'Appearance', icon: 'sun' },
  { id: 'about', label: 'About', icon: 'info' },
] as const;
