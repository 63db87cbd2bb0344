/** Areas of the studio, in the order of the rail. Only what is built stands here. */
export interface Area {
  id: string;
  label: string;
  href: string;
  /** Lucide name; it must be in lib/icons. */
  icon: string;
  /** Shown in the bottom navigation of a phone, which has room for five beside the way to the others. */
  isOnPhone?: boolean;
}

export const AREAS: readonly Area[] = [
  { id: 'home', label: 'Home', href: '/', icon: 'house', isOnPhone: true },
  { id: 'flows', label: 'Flows', href: '/flows', icon: 'workflow', isOnPhone: true },
  { id: 'agents', label: 'Agents', href: '/agents', icon: 'bot', isOnPhone: true },
  { id: 'tools', label: 'Tools', href: '/tools', icon: 'wrench' },
  { id: 'knowledge', label: 'Knowledge', href: '/knowledge', icon: 'database' },
  { id: 'files', label: 'Files', href: '/files', icon: 'folder-tree' },
  { id: 'chat', label: 'Chat', href: '/chat', icon: 'message-square', isOnPhone: true },
  { id: 'runs', label: 'Runs', href: '/runs', icon: 'activity', isOnPhone: true },
  { id: 'deployments', label: 'Deployments', href: '/deployments', icon: 'rocket' },
  { id: 'marketplace', label: 'Marketplace', href: '/marketplace', icon: 'store' },
  { id: 'governance', label: 'Governance', href: '/governance', icon: 'landmark' },
  { id: 'vault', label: 'Vault', href: '/vault', icon: 'key' },
];

export const SETTINGS_AREA: Area = { id: 'settings', label: 'Settings', href: '/settings', icon: 'settings' };

export function areaOf(pathname: string): Area | undefined {
  const all = [...AREAS, SETTINGS_AREA];
  return all.find(({ href }) =>
    href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`),
  );
}
