/**
 * The layers, as ARCHITECTURE.md draws them: who may import whom.
 *
 * Type imports count. A rule here is the drawing; to change it, change both.
 */

/** What the window's bundle may hold. */
const RENDERER_LIBRARIES = [
  'vue',
  'pinia',
  'vue-router',
  'reka-ui',
  '@lucide/vue',
  'chart[.]js',
  'markdown-it',
  '@types/markdown-it',
  '@fontsource-variable/[^/]+',
  '@tanstack/vue-virtual',
  'vue-draggable-plus',
  'zod',
  // Types only: what the bundler adds to import.meta.
  'vite/client[.]d[.]ts',
].join('|');

const npm = (names) => `(^|/)node_modules/(${names})(/|$)`;

/** Forbids a layer every file of src but these paths. */
const onlyReaches = (layer, allowed, comment) => ({
  name: `${layer}-reaches-only-${allowed.map((path) => path.replaceAll('/', '-')).join('-and-')}`,
  severity: 'error',
  comment,
  from: { path: `^src/${layer}/` },
  to: { path: '^(src|test|bench)/', pathNot: `^src/(${[layer, ...allowed].join('|')})(/|[.]ts$)` },
});

export default {
  forbidden: [
    {
      name: 'shared-imports-only-itself-and-zod',
      severity: 'error',
      comment: 'shared runs anywhere: no Node module, no package but zod, no other layer.',
      from: { path: '^src/shared/' },
      to: { pathNot: `^src/shared/|${npm('zod')}` },
    },
    onlyReaches('renderer', ['shared'], 'The window knows the contract, not who serves it.'),
    {
      name: 'renderer-uses-only-its-libraries',
      severity: 'error',
      comment: 'The window is sandboxed: no Node module, no Electron, nothing native.',
      from: { path: '^src/renderer/' },
      to: { pathNot: `^src/|${npm(RENDERER_LIBRARIES)}` },
    },
    onlyReaches('preload', ['shared/contract'], 'The preload exposes the contract, nothing else.'),
    {
      name: 'preload-uses-only-electron',
      severity: 'error',
      comment: "A sandboxed preload has Electron's preload API and no other module.",
      from: { path: '^src/preload/' },
      to: { pathNot: `^src/|${npm('electron')}|^electron$` },
    },
    onlyReaches(
      'trainer',
      ['shared'],
      'The trainer never sees the database, the queue or the app.',
    ),
    onlyReaches('importer', ['shared'], 'What reads people’s files knows only what a data set is.'),
    onlyReaches('store', ['shared'], 'The store serves anyone and knows no one.'),
    onlyReaches('queue', ['shared'], 'The queue works through interfaces it is given.'),
    onlyReaches(
      'lab',
      ['shared', 'store', 'queue'],
      'What the window and the command line share; it knows neither.',
    ),
    onlyReaches('provision', ['shared/errors'], 'Provisioning runs before anything else can.'),
    onlyReaches(
      'main',
      ['shared', 'store', 'queue', 'lab', 'trainer', 'importer', 'provision'],
      'main wires its siblings; the window and the command line are not among them.',
    ),
    onlyReaches(
      'cli',
      ['shared', 'store', 'queue', 'lab', 'trainer', 'importer', 'provision'],
      'The command line is a composition root of its own and needs no window.',
    ),
    {
      name: 'electron-only-in-main-and-preload',
      severity: 'error',
      comment:
        "Everything else also runs headless. (provision/defaultApp is copied into Electron's folder.)",
      from: { path: '^src/', pathNot: '^src/(main|preload|provision/defaultApp)/' },
      to: { path: `${npm('electron')}|^electron$` },
    },
    {
      name: 'sqlite-only-in-store',
      severity: 'error',
      comment: 'One door to the database.',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: npm('better-sqlite3(-12)?|@types/better-sqlite3') },
    },
    {
      name: 'tensorflow-only-in-trainer-tf',
      severity: 'error',
      comment: 'tf.ts prepares the native library before anyone uses it.',
      from: { path: '^src/', pathNot: '^src/trainer/tf[.]ts$' },
      to: { path: npm('@tensorflow/[^/]+') },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or need a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      comment: 'Every import leads somewhere, with its extension written out.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|test-results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
