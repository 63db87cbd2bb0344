/** Every page with an address of its own. Accessibility checks and screenshots cover these. */
export const PAGES: readonly { name: string; path: string }[] = [
  { name: 'home', path: '/' },
  { name: 'flows', path: '/flows' },
  { name: 'agents', path: '/agents' },
  { name: 'knowledge', path: '/knowledge' },
  { name: 'files', path: '/files' },
  { name: 'chat', path: '/chat' },
  { name: 'runs', path: '/runs' },
  { name: 'marketplace', path: '/marketplace' },
  { name: 'listing', path: '/marketplace/builtin/tour-repository' },
  { name: 'governance', path: '/governance' },
  { name: 'new-proposal', path: '/governance/new' },
  { name: 'vault', path: '/vault' },
  { name: 'settings', path: '/settings' },
  { name: 'audit', path: '/settings/audit' },
];
