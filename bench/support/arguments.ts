import { Command, InvalidArgumentError } from 'commander'

/** A whole number of at least one, for an option of a benchmark. */
export function amount(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1 on')
  return value
}

/** The options that every benchmark has; each adds its own. */
export function benchCommand(
  name: string,
  what: string,
  sizes: { readonly size: number; readonly of: string },
): Command {
  return new Command(`bench:${name}`)
    .description(what)
    .option('--size <n>', `${sizes.of} (a small number ends within a minute)`, amount, sizes.size)
}
