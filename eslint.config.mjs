import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import regexp from 'eslint-plugin-regexp'
import tseslint from 'typescript-eslint'

/**
 * `domain ← contracts ← repositories ← services ← controllers`; `admin` reads domain and
 * contracts only. A file may import from its own layer and from those before it.
 */
const SERVER = 'plugins/comment-period/server/src'
const above = (...layers) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: layers.map((layer) => ({
        group: [`**/${layer}/**`, `**/${layer}`],
        message: `This layer may not import from ${layer}/.`,
      })),
    },
  ],
})

/** Where there is no SQL and no Strapi query engine. */
const NO_DATABASE = [
  {
    selector: "MemberExpression[property.name='connection'][object.property.name='db']",
    message: 'Only repositories/ and database/ speak SQL.',
  },
  {
    selector: "CallExpression[callee.property.name='query'][callee.object.property.name='db']",
    message: 'Only repositories/ and database/ ask Strapi’s query engine.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^(raw|rowsOf)$/]',
    message: 'Only repositories/ and database/ speak SQL.',
  },
]

const NO_CLOCK = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Only services/clock.ts reads the time.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Only services/clock.ts reads the time.',
  },
  {
    selector:
      "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(now|local|utc)$/]",
    message: 'Only services/clock.ts reads the time.',
  },
]

const NO_CHANCE = {
  selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
  message: 'Chance is handed in.',
}

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      'build/',
      '.strapi/',
      '.data/',
      'types/generated/',
      'coverage/',
      'public/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      // It takes `call(x) as T` for `call<T>(x)`; a type argument that nothing checks is no better.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // A refusal never returns; TypeScript knows, this rule does not.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // A pattern that backtracks more than linearly is a door for whoever may send a long text.
    files: ['plugins/**/*.{ts,tsx}', 'src/**/*.{ts,tsx}', 'config/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
      'regexp/no-misleading-unicode-character': 'error',
      'regexp/no-misleading-capturing-group': 'error',
      'regexp/no-contradiction-with-assertion': 'error',
      'regexp/no-dupe-disjunctions': 'error',
      'regexp/no-obscure-range': 'error',
      'regexp/no-empty-alternative': 'error',
      'regexp/no-invalid-regexp': 'error',
    },
  },
  {
    files: ['plugins/comment-period/domain/**/*.ts'],
    rules: {
      ...above(
        'contracts',
        'server',
        'admin',
        'repositories',
        'services',
        'controllers',
        'database',
      ),
      'no-restricted-globals': [
        'error',
        'fetch',
        'process',
        'crypto',
        'document',
        'window',
        'setTimeout',
      ],
      'no-restricted-syntax': ['error', ...NO_CLOCK, NO_CHANCE],
    },
  },
  {
    files: ['plugins/comment-period/contracts/**/*.ts'],
    rules: {
      ...above('server', 'admin', 'repositories', 'services', 'controllers', 'database'),
      'no-restricted-syntax': ['error', ...NO_CLOCK, NO_CHANCE],
    },
  },
  {
    files: [`${SERVER}/database/**/*.ts`],
    rules: {
      ...above('repositories', 'services', 'controllers', 'admin'),
      'no-restricted-syntax': ['error', ...NO_CLOCK, NO_CHANCE],
    },
  },
  {
    files: [`${SERVER}/repositories/**/*.ts`],
    rules: {
      ...above('services', 'controllers', 'admin'),
      // knex answers `any`; each answer gets its type on the line that receives it.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      'no-restricted-syntax': ['error', ...NO_CLOCK, NO_CHANCE],
    },
  },
  {
    files: [`${SERVER}/services/**/*.ts`],
    ignores: [`${SERVER}/services/clock.ts`],
    rules: {
      ...above('controllers', 'admin'),
      'no-restricted-syntax': ['error', ...NO_CLOCK, NO_CHANCE, ...NO_DATABASE],
    },
  },
  {
    files: [`${SERVER}/controllers/**/*.ts`, `${SERVER}/routes/**/*.ts`],
    rules: {
      ...above('repositories', 'database', 'admin'),
      'no-restricted-syntax': ['error', ...NO_CLOCK, NO_CHANCE, ...NO_DATABASE],
    },
  },
  {
    files: [`${SERVER}/pages/**/*.{ts,tsx}`],
    rules: {
      ...above('repositories', 'database', 'services', 'controllers', 'admin'),
      'no-restricted-syntax': ['error', ...NO_CLOCK, NO_CHANCE],
    },
  },
  {
    files: ['plugins/comment-period/admin/**/*.{ts,tsx}'],
    rules: above('server', 'repositories', 'services', 'controllers', 'database'),
  },
  {
    files: ['plugins/comment-period/widget/**/*.ts'],
    rules: {
      ...above('server', 'admin', 'repositories', 'services', 'controllers', 'database'),
      'no-restricted-syntax': [
        'error',
        ...NO_CLOCK,
        NO_CHANCE,
        {
          selector: 'AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]',
          message: 'No markup is read from data; make elements.',
        },
        {
          selector:
            "CallExpression[callee.property.name='setAttribute'][arguments.0.value='style']",
          message: 'A strict policy of the host refuses style attributes; use a class.',
        },
      ],
    },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // Tests read what comes back as it comes and compare it.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      // The same row is a number on SQLite and text on PostgreSQL, whatever its declared type.
      '@typescript-eslint/no-unnecessary-type-conversion': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        AbortSignal: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
      },
    },
  },
  {
    // What a portal's own page may be: no build step, the browser's names.
    files: ['plugins/comment-period/widget/examples/*/*.js'],
    languageOptions: {
      globals: { document: 'readonly', location: 'readonly', addEventListener: 'readonly' },
    },
  },
  prettier,
)
