/** The one-way rules of docs/architecture.md. A folder's name says where its code may run and whom it may know. */
const only = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    only('no-circular', {}, { circular: true }, 'a cycle has no first reader'),
    only(
      'contract-knows-nobody',
      { path: '^contract/' },
      { path: '^(main|renderer|preload|bench|e2e)/' },
      'the contract is shared by both sides',
    ),
    only(
      'renderer-knows-contract',
      { path: '^renderer/' },
      { path: '^(main|preload|bench|e2e)/' },
      'screens see the engine through the contract',
    ),
    only(
      'main-knows-no-screen',
      { path: '^main/' },
      { path: '^(renderer|preload|bench|e2e)/' },
      'the engine runs without screens',
    ),
    only(
      'sampler-first',
      { path: '^main/sampler/' },
      { path: '^main/(workload|decide|llm|policy|guard|act|learn|watch|store|desktop|web)/' },
      'data flows one way',
    ),
    only(
      'workload-second',
      { path: '^main/workload/' },
      { path: '^main/(decide|llm|policy|guard|act|learn|watch|store|desktop|web)/' },
      'data flows one way',
    ),
    only(
      'decide-third',
      { path: '^main/decide/' },
      { path: '^main/(llm|guard|act|learn|watch|store|desktop|web)/' },
      'deciding never waits for a model and never acts',
    ),
    only(
      'llm-answers-only',
      { path: '^main/llm/' },
      { path: '^main/(guard|act|learn|watch|store|desktop|web|sampler)/' },
      'a model cannot reach a lever',
    ),
    only(
      'guard-before-act',
      { path: '^main/guard/' },
      { path: '^main/(llm|learn|watch|store|desktop|web)/|^main/act/(?!intervention)' },
      'the guard knows the shape of a plan, not who carries it out',
    ),
    only(
      'act-acts',
      { path: '^main/act/' },
      { path: '^main/(llm|policy|guard|learn|watch|store|desktop|web)/' },
      'acting takes plans, it does not make them',
    ),
    only(
      'store-stores',
      { path: '^main/store/' },
      { path: '^main/(guard|watch|desktop|web)/' },
      'the store implements ports',
    ),
    only(
      'only-store-opens-sqlite',
      { path: '^main/', pathNot: '^main/store/' },
      { path: '^(node:)?sqlite$' },
      'one owner of the database',
    ),
    only(
      'only-llm-talks-to-models',
      { path: '^main/', pathNot: '^main/llm/' },
      { path: 'node_modules/(groq-sdk|ollama)' },
      'one way out',
    ),
    only(
      'electron-is-handed-in',
      { path: '^(contract|main|renderer)/', pathNot: '^main/main\\.ts$' },
      { path: 'node_modules/electron/', dependencyTypesNot: ['type-only'] },
      'one module imports electron; the others take the parts they use, so that tests run them',
    ),
    only(
      'only-desktop-knows-electron',
      { pathNot: '^(main/desktop|main/main\\.ts|preload)' },
      { path: 'node_modules/electron/' },
      'the engine runs without electron',
    ),
    only(
      'preload-knows-contract',
      { path: '^preload/' },
      { path: '^(main|renderer|bench|e2e)/' },
      'it hands the contract on, and no more',
    ),
    only(
      'transport-is-shared',
      { path: '^main/transport/' },
      { path: '^main/(web|desktop|sampler|workload|decide|llm|policy|guard|act|learn|watch|store)/' },
      'what both transports share knows neither of them',
    ),
    only(
      'web-transports',
      { path: '^main/web/' },
      { path: '^main/(sampler|workload|decide|llm|policy|guard|act|learn|watch|store|desktop)/' },
      'a transport knows the contract alone',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
