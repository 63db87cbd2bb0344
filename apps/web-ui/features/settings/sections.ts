import type { Role } from '@codexos/protocol/contracts/session.contract';

interface SettingsPart {
  id: string;
  label: string;
  icon: string;
  /** Whom it is shown to; everybody when absent. */
  roles?: readonly Role[];
}

/** Parts of the settings, in order; each is an anchor of the page. */
const PARTS: readonly SettingsPart[] = [
  { id: 'workspace', label: 'Workspace and people', icon: 'users' },
  { id: 'account', label: 'Your account', icon: 'user' },
  { id: 'models', label: 'Models', icon: 'cpu' },
  { id: 'tokens', label: 'API tokens', icon: 'key', roles: ['admin'] },
  { id: 'folders', label: 'Allowed folders', icon: 'folder', roles: ['admin', 'creator'] },
  { id: 'storage', label: 'History of runs', icon: 'database', roles: ['admin'] },
  { id: 'audit', label: 'Audit log', icon: 'shield-check', roles: ['admin'] },
  { id: 'appearance', label: 'Appearance', icon: 'sun' },
  { id: 'about', label: 'About', icon: 'info' },
];

/** What somebody with this role can do something with. */
export function settingsPartsFor(role: Role | undefined): readonly SettingsPart[] {
  return PARTS.filter(({ roles }) => !roles || (role !== undefined && roles.includes(role)));
}
