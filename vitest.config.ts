import { defineConfig } from 'vitest/config'

const config = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/services.ts'],
    // Two cores: files that share the servers run two at a time.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Where a test waits for something, a busy machine may take its time.
    expect: { poll: { timeout: 20_000 } },
  },
})

export default config
