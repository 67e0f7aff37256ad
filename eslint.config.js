import jest from 'eslint-plugin-jest';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const typed = [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked];
const OUTSIDE_FLOORS = ['process', 'console', 'fetch'].map((name) => ({
  name,
  message: 'Only config/ and the SPEAK floor may touch it (docs/architecture.md).',
}));

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'dist.new-*/',
      'coverage/',
      'src/config/generated/',
      'src/replay/reporters/generated/',
      'test/fixtures/',
      'examples/',
      'images/',
      'layers-cache/',
      'bench/results/',
    ],
  },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'report-page/**/*.ts'],
    extends: typed,
    languageOptions: {parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname}},
    linterOptions: {reportUnusedDisableDirectives: 'error'},
    rules: {
      'max-lines': ['error', {max: 300}],
      'max-lines-per-function': ['error', {max: 50}],
      'max-params': ['error', 3],
      'no-console': 'error',
      'no-restricted-exports': [
        'error',
        {restrictDefaultExports: {direct: true, named: true, defaultFrom: true}},
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        {considerDefaultExhaustiveForUnions: true},
      ],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', {allowNumber: true}],
      '@typescript-eslint/no-confusing-void-expression': ['error', {ignoreArrowShorthand: true}],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: [
      'src/config/**',
      'src/cli/**',
      'src/commands/**',
      'src/cli.ts',
      'src/keeper.ts',
      'src/gateway.ts',
    ],
    rules: {'no-restricted-globals': ['error', ...OUTSIDE_FLOORS]},
  },
  {
    files: ['src/commands/**/*.ts'],
    rules: {'no-restricted-exports': 'off'},
  },
  {
    files: ['test/**/*.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      'max-lines-per-function': 'off',
      'jest/expect-expect': ['error', {assertFunctionNames: ['expect', 'expect*']}],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['scripts/**/*.mjs', 'bench/**/*.mjs', '*.js', '*.cjs', 'images/**/*.js'],
    languageOptions: {ecmaVersion: 2023, sourceType: 'module'},
    rules: {'max-lines': ['error', {max: 300}]},
  },
  prettier,
);
