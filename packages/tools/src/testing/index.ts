export { createMemoryFileAccess } from './create-memory-file-access.ts';
export { parsePathExpression } from './parse-path-expression.ts';
