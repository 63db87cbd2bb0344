/** Name of the language to highlight a file with, by its ending; the ending itself when it is no alias. */
export function languageOfPath(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name === 'dockerfile') return 'dockerfile';
  const dot = name.lastIndexOf('.');
  return dot < 0 ? 'text' : name.slice(dot + 1);
}
