import { defineConfig } from 'vitest/config';

const pure = [
  'src/rules/**/*.test.ts',
  'test/packs.test.ts',
  'src/platform/log/merkle.test.ts',
  'src/modules/*/rules.test.ts',
  'test/layers.test.ts',
  'test/who-may-do-what.test.ts',
  'test/cli.test.ts',
  'test/route-properties.test.ts',
  'src/modules/*/bank-file.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'pure', include: pure, testTimeout: 60_000 } },
      {
        test: {
          name: 'server',
          include: ['src/**/*.test.ts', 'test/*.test.ts'],
          exclude: [...pure, 'test/browser/**'],
          globalSetup: ['test/start-database.ts'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/*.test.ts'],
          pool: 'forks',
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
