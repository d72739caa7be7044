/** Marks a branch the compiler has proved unreachable; throws if data from outside reaches it all the same. */
export function assertNever(value: never, what: string): never {
  throw new Error(`unexpected ${what}: ${JSON.stringify(value)}`)
}
