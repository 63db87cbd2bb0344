import tseslint from 'typescript-eslint';
import { noRestrictedImports } from './scripts/checks/dependency-law.ts';

const workspaces = [
  'protocol',
  'flow-document',
  'utils',
  'agent-engine',
  'rag-engine',
  'tools',
  'chain',
  'application',
];
const apps = ['backend', 'cli', 'web-ui'];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/.next/**',
      '**/*.gen.ts',
      '**/next-env.d.ts',
      '.codexos/**',
      '.turbo/**',
      'benchmarks/**',
      '**/*.mjs',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-eval': 'error',
      'no-new-func': 'error',
      'prefer-const': 'error',
      'max-lines': ['error', { max: 400 }],
      'max-params': ['error', 4],
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Only env.ts of an app reads process.env; packages take options.',
        },
      ],
    },
  },
  {
    files: [
      '**/env.ts',
      '**/*.test.ts',
      '**/*.spec.ts',
      '**/testing/**',
      '**/test/**',
      '**/e2e/**',
      'scripts/**',
      '*.config.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['apps/cli/**', 'scripts/**', '**/e2e/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', '**/*.spec.ts', '**/testing/**', '**/test/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['**/components/ui/**', '**/migrations/**'], rules: { 'max-lines': 'off' } },
  ...workspaces.map((name) => ({ files: [`packages/${name}/**/*.ts`], rules: noRestrictedImports(name) })),
  ...apps.map((name) => ({
    files: [`apps/${name}/**/*.ts`, `apps/${name}/**/*.tsx`],
    rules: noRestrictedImports(name),
  })),
);
