// The walls of docs/architecture: which folder may take what from which. `$1` in `to` is what the first group of `from`
// matched: the module itself.
const testCode = '(\\.test\\.tsx?$|^src/testing/)';
const notTypes = { dependencyTypesNot: ['type-only'] };
const wall = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const product = (path) => ({ path, pathNot: testCode });

export default {
  forbidden: [
    wall('kernel-alone', 'The kernel imports only the kernel.', product('^src/kernel/'), {
      path: '^src/',
      pathNot: '^src/kernel/',
    }),
    wall('kernel-pure', 'The kernel does no I/O.', product('^src/kernel/'), { dependencyTypes: ['core'] }),
    wall(
      'platform-names-no-module',
      'Modules plug into the platform, which knows none of them.',
      product('^src/platform/'),
      {
        path: '^src/(modules|app)/',
      },
    ),
    wall(
      'rules-pure',
      'Rules import kernel and rules of their own module; of the platform only its constants of roles, and types.',
      product('^src/modules/([^/]+)/rules/'),
      {
        path: '^src/(platform|app)/|^src/modules/$1/(?!rules/)',
        pathNot: ['^src/platform/role\\.ts$'],
        ...notTypes,
      },
    ),
    wall(
      'rules-types-of-others',
      'From other modules, rules take types, and what the front door of their rules offers (docs/decisions/0001).',
      product('^src/modules/([^/]+)/rules/'),
      {
        path: '^src/modules/',
        pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/rules/index\\.ts$'],
        ...notTypes,
      },
    ),
    wall('rules-no-io', 'Rules have no files, network, environment or chance.', product('^src/modules/[^/]+/rules/'), {
      dependencyTypes: ['core'],
    }),
    wall(
      'rules-no-io-packages',
      'Rules do not reach a database or the network.',
      product('^src/modules/[^/]+/rules/'),
      {
        path: 'node_modules/(kysely|pg|fastify|@fastify|preact)',
      },
    ),
    wall('storage-decides-nothing', 'Storage takes only types from rules.', product('^src/modules/[^/]+/storage/'), {
      path: '^src/modules/[^/]+/rules/',
      ...notTypes,
    }),
    wall('storage-below', 'Storage knows neither actions nor pages.', product('^src/modules/[^/]+/storage/'), {
      path: '^src/modules/[^/]+/(actions|pages)/',
    }),
    wall('actions-never-render', 'Actions give data; pages render it.', product('^src/modules/[^/]+/actions/'), {
      path: '^src/modules/[^/]+/pages/|^src/platform/pages/|node_modules/preact',
    }),
    wall('doors-take-types', 'Pages take only types from rules and storage.', product('^src/modules/[^/]+/pages/'), {
      path: '^src/modules/[^/]+/(rules|storage)/',
      ...notTypes,
    }),
    wall('pages-query-nothing', 'Pages query nothing.', product('^src/modules/[^/]+/pages/'), {
      path: 'node_modules/(kysely|pg)/|^src/platform/database/',
    }),
    wall(
      'api-takes-types',
      'API and command line take only types from rules and storage.',
      product('^src/(app|platform)/'),
      {
        path: '^src/modules/[^/]+/(rules|storage)/',
        ...notTypes,
      },
    ),
    wall(
      'front-doors',
      'Other modules only through their index.ts (rules/index.ts for rules alone, without a database; pages/index.ts for pieces of pages).',
      product('^src/modules/([^/]+)/'),
      {
        path: '^src/modules/[^/]+/',
        pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/((rules|pages)/)?index\\.ts$'],
      },
    ),
    wall(
      'pieces-of-pages',
      'Pieces of pages of another module are for pages.',
      { path: '^src/modules/([^/]+)/(?!pages/)', pathNot: testCode },
      { path: '^src/modules/[^/]+/pages/index\\.ts$', pathNot: '^src/modules/$1/' },
    ),
    wall('app-takes-plugs', 'The application takes only the plug of each module.', product('^src/app/'), {
      path: '^src/modules/[^/]+/',
      pathNot: '^src/modules/[^/]+/module\\.ts$',
    }),
    wall('nobody-takes-app', 'The application is the top.', product('^src/(kernel|platform|modules)/'), {
      path: '^src/app/',
    }),
    wall('no-cycles', 'No cycles between files.', {}, { circular: true, viaOnly: notTypes }),
    {
      name: 'no-module-cycles',
      comment: 'No cycles between modules.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/(modules/[^/]+|kernel|platform|app)$' },
      to: { circular: true, path: '^src/(modules/[^/]+|kernel|platform|app)$' },
    },
    wall('no-test-code', 'No test code in the product.', { path: '^src/', pathNot: testCode }, { path: testCode }),
    wall(
      'no-test-packages',
      'The product runs without the packages of its tests.',
      { path: '^src/', pathNot: testCode },
      {
        dependencyTypes: ['npm-dev'],
        pathNot: 'node_modules/@types/',
      },
    ),
    wall('resolvable', 'Every import leads somewhere.', { path: '^src/' }, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.tsx?$' }, // tests look through every wall

    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    metrics: true,
  },
};
