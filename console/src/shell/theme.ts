export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]
const key = 'meterlift-theme'

/** The theme that was chosen on this computer; `system` where none was. */
export function keptTheme(): Theme {
  const kept = localStorage.getItem(key)
  return themes.find((theme) => theme === kept) ?? 'system'
}

export function applyTheme(theme: Theme): void {
  const { dataset } = document.documentElement
  if (theme === 'system') {
    delete dataset.theme
    localStorage.removeItem(key)
  } else {
    dataset.theme = theme
    localStorage.setItem(key, theme)
  }
}
