import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const rooms = [
  'domain',
  'programme',
  'portfolio',
  'gateways',
  'register',
  'workflows',
  'activities',
  'workers',
  'operations',
  'api',
  'cli',
  'sandbox',
  'runtime',
]

// Imports point one way; a room that is not named here may import itself alone.
const allowed = {
  domain: [],
  runtime: ['domain'],
  programme: ['domain'],
  portfolio: ['domain', 'programme'],
  gateways: ['domain'],
  register: ['domain', 'programme', 'runtime'],
  workflows: ['domain', 'activities'],
  activities: ['domain', 'register', 'gateways', 'workflows'],
  workers: ['domain', 'activities', 'register', 'gateways', 'runtime', 'workflows'],
  operations: ['domain', 'programme', 'portfolio', 'register', 'runtime', 'workflows'],
  api: ['domain', 'operations', 'register', 'gateways', 'runtime'],
  cli: ['domain', 'programme', 'operations', 'register', 'runtime', 'workflows'],
  sandbox: ['domain', 'gateways', 'runtime'],
}

const builtins = [
  'node:*',
  'fs',
  'path',
  'os',
  'crypto',
  'http',
  'https',
  'net',
  'child_process',
  'worker_threads',
  'timers',
]

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'coverage', '.meterlift', 'console/src/api/schema.d.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // It does not see that a signal is aborted, or a process ends, during an await.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Options of the command line are typed by whoever reads them, as commander does.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'console/**/*.ts', 'console/**/*.tsx'],
    rules: {
      'no-restricted-exports': [
        'error',
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
    },
  },
  // A transaction that postgres.js begins by itself ends the process when its PostgreSQL dies.
  {
    files: ['src/**/*.ts'],
    ignores: ['src/runtime/once-in-transaction.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name="begin"]:has(> :function)',
          message: 'Use onceInTransaction (src/runtime), which outlives a PostgreSQL that dies.',
        },
      ],
    },
  },
  // The layer rules: no room reaches for one that it may not import.
  ...rooms.map((room) => ({
    files: [`src/${room}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...rooms
              .filter((other) => other !== room && !allowed[room].includes(other))
              .map((other) => ({
                regex: `^(\\.\\./)+${other}/`,
                message: `${room} may not import ${other} (eslint.config.js, layers).`,
              })),
            // Rules and workflows have no clock, no I/O and no Node.
            ...(room === 'domain' || room === 'workflows'
              ? [{ group: builtins, message: 'Rules and workflows use no Node built-ins.' }]
              : []),
            ...(room === 'domain'
              ? [{ group: ['@temporalio/*', 'postgres', 'zod', 'pino'], message: 'Rules are pure.' }]
              : []),
            ...(room === 'workflows'
              ? [
                  {
                    regex: '^(\\.\\./)+activities/',
                    message: 'Workflows know activities by type alone.',
                    allowTypeImports: true,
                  },
                ]
              : []),
          ],
        },
      ],
      ...(room === 'domain'
        ? {
            'no-restricted-globals': ['error', 'fetch', 'process', 'setTimeout'],
            'no-restricted-properties': [
              'error',
              { object: 'Date', property: 'now', message: 'Time is passed in.' },
              { object: 'Math', property: 'random', message: 'Rules are pure.' },
            ],
          }
        : {}),
    },
  })),
  // The console: the rules of hooks; of the program it knows the pure rules alone, the rest it asks over HTTP.
  {
    files: ['console/**/*.ts', 'console/**/*.tsx'],
    extends: [hooks.configs.flat.recommended],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.\\./)+src/(${rooms.filter((room) => room !== 'domain').join('|')})/`,
              message: 'The console imports the rules (src/domain) and what it is told over HTTP.',
            },
            { group: builtins, message: 'A browser has no Node.' },
          ],
        },
      ],
    },
  },
  {
    files: ['scripts/**/*.mjs', 'bin/**/*.mjs', '*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        URL: 'readonly',
        console: 'readonly',
        SharedArrayBuffer: 'readonly',
        Atomics: 'readonly',
      },
    },
  },
)
