import { defineConfig } from 'vitest/config'

/** Records the workflow histories of test/histories afresh (npm run histories). */
const config = defineConfig({
  test: {
    include: ['test/histories/record.ts'],
    globalSetup: ['test/support/services.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
})

export default config
