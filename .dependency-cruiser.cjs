/** Imports point one way (docs/design.md): apps → pipeline → adapters → contracts, config. */
const adapters = ['media', 'speech', 'language', 'feed', 'storage', 'queue', 'database'];

/** Each engine, and the one place that may import it. */
const engines = {
  '^node_modules/(bullmq|ioredis)/': 'queue',
  '^node_modules/(pg|@prisma)/': 'database',
  '^node_modules/(feedsmith|sanitize-html|fast-xml-parser|sharp)/': 'feed',
  '^node_modules/@aws-sdk/': 'storage',
  '^node_modules/(ai|@ai-sdk|gpt-tokenizer|llama3-tokenizer-js|@huggingface|quickjs-emscripten-core|@jitl)/':
    'language',
  '^node_modules/(node-id3|ffmpeg-static|@ffmpeg-installer|@ffprobe-installer)/': 'media',
};

const tests = '\\.test\\.tsx?$';

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'libs-never-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'contracts-and-config-stand-alone',
      severity: 'error',
      from: { path: '^libs/(contracts|config)/', pathNot: tests },
      to: { path: '^libs/', pathNot: '^libs/(contracts|config)/' },
    },
    ...adapters.map((name) => ({
      name: `${name}-imports-no-other-adapter`,
      severity: 'error',
      from: { path: `^libs/${name}/`, pathNot: tests },
      to: { path: '^libs/', pathNot: `^libs/(${name}|contracts|config)/` },
    })),
    {
      name: 'stages-know-only-stage-values',
      comment: 'A stage imports of another stage its value alone: never its rules.',
      severity: 'error',
      from: { path: '^libs/pipeline/stages/([^/]+)/', pathNot: tests },
      to: { path: '^libs/pipeline/stages/[^/]+/', pathNot: ['^libs/pipeline/stages/$1/', '/stage\\.ts$'] },
    },
    {
      name: 'stages-know-no-database-and-no-queue',
      severity: 'error',
      from: { path: '^libs/pipeline/stages/', pathNot: tests },
      to: { path: '^libs/(database|queue)/' },
    },
    ...Object.entries(engines).map(([path, lib]) => ({
      name: `only-${lib}-imports-its-engine`,
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [`^libs/${lib}/`, tests, '^apps/dashboard/'] },
      to: { path },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|/generated/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
