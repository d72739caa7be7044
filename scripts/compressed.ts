import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const worthIt = 1_024

/** Writes each script, style and page a second and third time, compressed, so that the service only has to send it. */
export function compressed(): Plugin {
  return {
    name: 'meterlift-compressed',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        const text = file.type === 'chunk' ? file.code : file.source
        if (!/\.(js|css|html|svg)$/.test(name) || text.length < worthIt) continue
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
        this.emitFile({ type: 'asset', fileName: `${name}.br`, source: brotliCompressSync(text, quality) })
        this.emitFile({ type: 'asset', fileName: `${name}.gz`, source: gzipSync(text, { level: 9 }) })
      }
    },
  }
}
