import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api/query-client.js'
import { router } from './router.js'
import { beginSession } from './session/session.js'
import { applyTheme, keptTheme } from './shell/theme.js'
import { Toasts } from './ui/toasts.js'

applyTheme(keptTheme())
beginSession(queryClient)

const place = document.getElementById('console')
if (place === null) throw new Error('index.html has no place for the console')
createRoot(place).render(
  <StrictMode>
    <I18nProvider locale="en-GB">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
)
