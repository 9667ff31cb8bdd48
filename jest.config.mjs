const transform = {
  '^.+\\.(m?j|t)sx?$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        target: 'es2022',
        transform: { react: { runtime: 'automatic' } },
      },
    },
  ],
}

/** Pure tests run by the hundred; those that boot Strapi run one after another. */
export default {
  testTimeout: 120_000,
  projects: [
    {
      displayName: 'unit',
      testMatch: ['<rootDir>/tests/{unit,property,architecture}/**/*.test.ts'],
      transform,
      testEnvironment: 'node',
    },
    {
      displayName: 'integration',
      testMatch: ['<rootDir>/tests/{doors,integration,races,faults,statements,e2e}/**/*.test.ts'],
      transform,
      testEnvironment: '<rootDir>/tests/support/strapi-environment.mjs',
      // What Strapi keeps outside is not the file's to clean away.
      testEnvironmentOptions: { globalsCleanup: 'off' },
    },
  ],
}
