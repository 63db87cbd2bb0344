export { createMemoryFileAccess } from './create-memory-file-access.ts';
