import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { pages, type PageEntry } from './pages.js'
import { SignInPage } from './session/sign-in-page.js'
import { Crashed, NotThere } from './shell/not-there.js'
import { PageFrame } from './shell/page-frame.js'
import { Shell } from './shell/shell.js'
import { readFilters, writeFilters } from './ui/filters.js'

const root = createRootRoute({ notFoundComponent: NotThere })
const shell = createRoute({ id: 'shell', getParentRoute: () => root, component: Shell })
const signIn = createRoute({ path: '/sign-in', getParentRoute: () => root, component: SignInPage })

function routeOf(page: PageEntry) {
  const Page = lazyRouteComponent(page.load, 'Page')
  return createRoute({
    path: page.path,
    getParentRoute: () => shell,
    component: () => (
      <PageFrame page={page}>
        <Page />
      </PageFrame>
    ),
    loader: () => Page.preload?.(),
  })
}

/** Addresses of the console. Filters stand in the address as plain words, like those of the API: ?stage=retry&supplier=edf */
export const router = createRouter({
  routeTree: root.addChildren([signIn, shell.addChildren(pages.map(routeOf))]),
  parseSearch: readFilters,
  stringifySearch: writeFilters,
  defaultPreload: 'intent',
  defaultErrorComponent: Crashed,
  defaultNotFoundComponent: NotThere,
  scrollRestoration: true,
})
