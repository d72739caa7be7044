import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import helmet from '@fastify/helmet'
import files from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Where the built console is: beside the compiled program, seen from src and from dist alike. */
export const builtConsole = fileURLToPath(new URL('../../dist/console', import.meta.url))

/** Its own scripts, styles and answers, and nothing else; no page may frame it. */
const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  // The one inline style is that of react-aria for what is pressed, the same in every page (a test tells when it changes).
  styleSrc: ["'self'", "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}
const yearSeconds = 31_536_000

/**
 * Serves the web console: files whose names carry their content's hash for a year, and its one page for every other
 * address that a browser opens, since the console finds its own pages.
 * @param folder where the build is
 */
export async function serveConsole(server: FastifyInstance, folder: string, https: boolean): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    server.log.warn({ folder }, 'the console is not built; npm run build builds it')
    return
  }
  await server.register(helmet, {
    contentSecurityPolicy: { directives: policy, useDefaults: false },
    strictTransportSecurity: https ? { maxAge: yearSeconds } : false,
  })
  await server.register(files, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply, path) {
      const hashed = path.startsWith(join(folder, 'assets'))
      reply.setHeader('cache-control', hashed ? `public, max-age=${yearSeconds}, immutable` : 'no-cache')
    },
  })
  const page = (reply: FastifyReply): FastifyReply => reply.sendFile('index.html', folder)
  server.get('/', (_request, reply) => page(reply))
  server.get('/icon.svg', (_request, reply) => reply.sendFile('icon.svg', folder))
  // Not a route for every address: the API answers below /v1 what it does not know.
  server.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && request.headers.accept?.includes('text/html') === true
    return wantsPage
      ? page(reply)
      : reply.code(404).send({ statusCode: 404, error: 'Not Found', message: `there is no ${request.url}` })
  })
}
