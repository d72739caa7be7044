import { styleText } from 'node:util'

/**
 * Emphasis on a terminal. What goes into a file or a pipe stays plain, also where the variable CI is set; NO_COLOR and
 * FORCE_COLOR say otherwise.
 */
export const bold = (text: string): string => styleText('bold', text, { stream: process.stdout })
export const dim = (text: string): string => styleText('dim', text, { stream: process.stdout })
export const red = (text: string): string => styleText('red', text, { stream: process.stdout })
