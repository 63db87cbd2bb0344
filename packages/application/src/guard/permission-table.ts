/** The permission table as people read it; the guide holds exactly this text, and a test compares them. */
import { roleSchema } from '@codexos/protocol/contracts/session.contract';
import { API_TOKEN_PERMISSIONS, PERMISSIONS_OF_PEOPLE, ROLES_BY_PERMISSION } from './permissions.ts';

/** Markdown, one line for each permission. */
export function renderPermissionTable(): string {
  const roles = roleSchema.options;
  const rows = Object.entries(ROLES_BY_PERMISSION)
    .filter(([permission]) => permission !== 'public')
    .map(([permission, allowed]) => [
      `\`${permission}\``,
      ...roles.map((role) => ((allowed as readonly string[]).includes(role) ? 'yes' : '')),
      tokenCell(permission),
    ]);
  const header = ['permission', ...roles, 'API token'];
  const widths = header.map((title, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function tokenCell(permission: string): string {
  if (permission === 'session') return 'always';
  if ((PERMISSIONS_OF_PEOPLE as readonly string[]).includes(permission)) return 'never';
  return (API_TOKEN_PERMISSIONS as readonly string[]).includes(permission) ? 'usually' : 'if chosen';
}
