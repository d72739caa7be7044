import type postgres from 'postgres'

/** A value as a JSON parameter: what JSON cannot say (undefined, readonly arrays' types) is left behind. */
export function toJson(value: unknown): postgres.JSONValue {
  return JSON.parse(JSON.stringify(value)) as postgres.JSONValue
}
