import type { z } from 'zod';

export type ParsedEnvironment<T> =
  | { readonly ok: true; readonly data: T }
  /** One line for each variable that cannot be used; values are never repeated. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads variables of the environment as a schema says. An empty value counts as unset. */
export function parseEnvironment<T>(schema: z.ZodType<T>, env: NodeJS.ProcessEnv): ParsedEnvironment<T> {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(set);
  if (parsed.success) return { ok: true, data: parsed.data };
  const problems = parsed.error.issues.map((issue) => `${issue.path[0]?.toString() ?? '?'} ${issue.message}`);
  return { ok: false, problems };
}
