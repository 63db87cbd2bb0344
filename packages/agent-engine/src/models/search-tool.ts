/** Name of the tool that stands for searching an agent's knowledge. */
export const SEARCH_TOOL = 'search-knowledge';
