export interface SourceLocation {
  kind: 'folder' | 'git';
  location: string;
}

/** What a pasted text points at; undefined while it is neither a path nor an address. */
export function parseLocation(text: string): SourceLocation | undefined {
  const trimmed = text.trim().replace(/^["']|["']$/g, '');
  if (/^(https?|ssh|git|file):\/\/\S+\/\S+$/.test(trimmed)) return { kind: 'git', location: trimmed };
  if (/^[\w.-]+@[\w.-]+:\S+$/.test(trimmed)) return { kind: 'git', location: trimmed };
  if (/^(\/|[A-Za-z]:[\\/])/.test(trimmed)) return { kind: 'folder', location: trimmed };
  if (/^(www\.)?(github|gitlab|codeberg|bitbucket)\.\w+\/\S+\/\S+$/.test(trimmed))
    return { kind: 'git', location: `https://${trimmed}` };
  if (/^[\w-]+\/[\w.-]+$/.test(trimmed)) return { kind: 'git', location: `https://github.com/${trimmed}` };
  return undefined;
}

/** The last part of a path or an address, without `.git`: what people call the repository. */
export function locationName(location: string): string {
  const parts = location.replace(/[\\/]+$/, '').split(/[\\/:]/);
  return (parts.at(-1) ?? '').replace(/\.git$/, '') || location;
}
