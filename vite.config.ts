import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { compressed } from './scripts/compressed.js'

const service = process.env.METERLIFT_API_URL ?? 'http://127.0.0.1:4600'

const config = defineConfig({
  root: fileURLToPath(new URL('console', import.meta.url)),
  plugins: [react(), compressed()],
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    // Browsers of the last two years: the console is a tool at a desk, not a public site.
    target: ['chrome123', 'firefox128', 'safari17.5'],
    // The policy of content allows no inline pictures but data:, and small files are cheap on one connection.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    port: 4680,
    // Pages that are being made come from another port than the service, which takes commands of its own pages alone.
    proxy: { '/v1': { target: service, changeOrigin: true, headers: { origin: service } } },
  },
})

export default config
