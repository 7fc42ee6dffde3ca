/**
 * Lint: typescript-eslint's strictest rules everywhere, and the one-way dependencies of ARCHITECTURE.md as import zones.
 */
import importX from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** A folder, and the folders of this project that it may not import from. */
const zone = (target, from, message) => ({ target, from, message });

/** The folders of core from the bottom to the top: each may import only from those before it. */
const coreFolders = [
  'graph',
  'diagnostics',
  'parameters',
  'file',
  'layers',
  'hyperparameters',
  'data',
  'weights',
  'network',
  'training',
  'inspection',
  'lecture',
  'pass',
].map((folder) => `./src/core/${folder}`);

const zones = [
  zone('./src/core/*.ts', coreFolders, 'the files at the top of core are below its folders.'),
  ...coreFolders
    .slice(0, -1)
    .map((folder, i) => zone(folder, coreFolders.slice(i + 1), 'this folder of core is above.')),
  zone(
    './src/core',
    ['./src/protocol', './src/engine', './src/host', './webview'],
    'core depends on nothing.',
  ),
  zone('./src/protocol', ['./src/engine', './src/host', './webview'], 'protocol depends on core alone.'),
  zone('./src/engine', ['./src/protocol', './src/host', './webview'], 'engine depends on core alone.'),
  zone('./src/host', ['./src/engine', './webview'], 'host depends on core and protocol.'),
  zone('./webview', ['./src/host'], 'webviews depend on core and protocol.'),
  zone('./webview/editor', ['./webview/training', './src/engine'], 'the canvas does not train.'),
  zone('./webview/ui', ['./webview/editor', './webview/training', './src'], 'ui is below the pages.'),
  zone('./webview/training', ['./webview/editor'], 'the panel does not draw the graph.'),
  zone('./webview/training/*.{ts,tsx}', ['./src/engine'], 'only the worker trains.'),
];

/** Packages that only one folder may import, so that each can be replaced in one place. */
const owned = [
  { name: 'vscode', folders: ['src/host', 'src/extension.ts', 'test/vscode', 'scripts'] },
  { name: 'react', folders: ['webview', 'test'] },
  { name: 'react-dom', folders: ['webview', 'test'] },
  { name: 'reactflow', folders: ['webview/editor', 'test'] },
  { name: '@vscode/webview-ui-toolkit', folders: ['webview/ui'] },
  { name: '@tensorflow', folders: ['src/engine/tfjs', 'test'] },
];

const restrictedImports = (packages) => [
  'error',
  {
    patterns: packages.map(({ name, folders }) => ({
      group: [name, `${name}/*`],
      message: `Only ${folders.join(', ')} may import it.`,
    })),
  },
];

/** For each folder that owns a package: forbid the packages of all the others. */
const ownership = [
  'src/core',
  'src/protocol',
  'src/engine',
  'src/host',
  'webview',
  'webview/ui',
  'webview/editor',
  'src/engine',
  'src/engine/tfjs',
].map((folder) => ({
  files: [`${folder}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': restrictedImports(
      owned.filter(
        ({ folders }) => !folders.some((owner) => folder === owner || folder.startsWith(`${owner}/`)),
      ),
    ),
  },
}));

export default tseslint.config(
  { ignores: ['dist/**', 'out/**', 'node_modules/**', '.vscode-test/**'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })],
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-default-export': 'error',
      'import-x/no-cycle': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
    },
  },
  ...ownership,
  {
    files: ['webview/**/*.{ts,tsx}'],
    extends: [jsxA11y.flatConfigs.strict],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      // Speaks of the React Compiler alone, which does not build these pages.
      'react-hooks/incompatible-library': 'off',
    },
  },
  {
    // Mocha's `it` returns nothing to wait for, and `this.skip()` needs a function with its own `this`.
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: ['describe', 'it', 'test'], package: 'mocha' }] },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['scripts/**/*.{mjs,cjs}'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      globals: globals.node,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
  },
  {
    // Plain JavaScript: JSON has no type to assert without a cast, and what the extension host loads is CommonJS.
    files: ['scripts/**/*.{mjs,cjs}'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowAny: true }],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
  {
    files: ['*.mjs'],
    extends: [tseslint.configs.recommended],
    languageOptions: { globals: globals.node },
  },
);
