/** What is read again after a tool changed: lists, the catalogue, and where its problems and secrets show. */
export const TOOL_TAGS: readonly string[] = ['tools', 'system', 'vault'];
