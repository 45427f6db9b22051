import { z } from 'zod';
import { parseEnvironment } from './parse-environment.ts';

const environment = z.object({
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9._~+/=-]{16,512}$/, 'must be 16 to 512 of A-Z a-z 0-9 . _ ~ + / = -')
    .optional(),
  DRAIN_SECONDS: z.coerce.number().min(0).max(300).default(0),
  GOLOS_VERSION: z
    .string()
    .regex(/^[A-Za-z0-9._+-]{1,64}$/, 'must be at most 64 of A-Z a-z 0-9 . _ + -')
    .default('dev'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(0.01),
});

/** How a process is watched, and how it leaves. Apart from what it does: `.env.example` documents each variable. */
export interface TelemetrySettings {
  /** Where metrics and health are served to those who watch over the process; undefined: nowhere of its own. */
  readonly metricsPort?: number;
  readonly metricsHost: string;
  /** Who knows it may read `/metrics` at the web process's own port. */
  readonly metricsToken?: string;
  /** How long a process that was asked to stop goes on, and says that it is not ready. */
  readonly drainSeconds: number;
  /** What is running, for metrics. */
  readonly version: string;
  /** Where traces are sent; undefined: there are none. */
  readonly tracesUrl?: string;
  /** The share of updates and jobs that are traced. */
  readonly tracesShare: number;
}

export type LoadedTelemetry =
  | { readonly ok: true; readonly settings: TelemetrySettings }
  /** One line for each variable that cannot be used; values are never repeated. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the environment. An empty value counts as unset. */
export function loadTelemetry(env: NodeJS.ProcessEnv = process.env): LoadedTelemetry {
  const parsed = parseEnvironment(environment, env);
  if (!parsed.ok) return parsed;
  const e = parsed.data;
  return {
    ok: true,
    settings: Object.freeze({
      ...(e.METRICS_PORT === undefined ? {} : { metricsPort: e.METRICS_PORT }),
      metricsHost: e.METRICS_HOST,
      ...(e.METRICS_TOKEN === undefined ? {} : { metricsToken: e.METRICS_TOKEN }),
      drainSeconds: e.DRAIN_SECONDS,
      version: e.GOLOS_VERSION,
      ...(e.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? {}
        : { tracesUrl: `${e.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/$/, '')}/v1/traces` }),
      tracesShare: e.OTEL_TRACES_SAMPLER_ARG,
    }),
  };
}
