import { SpanStatusCode } from '@opentelemetry/api';
import type { Role } from '../config/config.ts';
import type { TelemetrySettings } from '../config/telemetry.ts';

/** What a span may be called. No span says anything about a person: neither a key, nor a row's id, nor a text. */
export type SpanName =
  | 'update'
  | 'job sends'
  | 'job intents'
  | 'job photos'
  | 'job broadcast'
  | 'fetch photo'
  | 'rebuild photo'
  | 'send';

/** The same function, whose calls are spans while traces are on; else the function itself. */
export type Traced = <A extends readonly unknown[], R>(
  name: SpanName,
  work: (...args: A) => Promise<R>,
) => (...args: A) => Promise<R>;

export interface Tracing {
  readonly traced: Traced;
  /** Sends what is left, within some seconds. */
  stop(): Promise<void>;
}

const OFF: Tracing = { traced: (_name, work) => work, stop: async () => undefined };

/** Whoever takes traces and does not answer keeps no process from ending. */
const FLUSH_WITHIN_MS = 3_000;

/**
 * OpenTelemetry traces, where `OTEL_EXPORTER_OTLP_ENDPOINT` is set; the library is not even loaded elsewhere. A span within
 * another belongs to it. Traces begin and end in one process: nothing is handed on with a job, as it would say which
 * answer followed from which update (docs/decisions/traces-end-with-the-process.md).
 */
export async function startTracing(role: Role, settings: TelemetrySettings): Promise<Tracing> {
  const { tracesUrl, tracesShare, version } = settings;
  if (tracesUrl === undefined) return OFF;
  const [{ BatchSpanProcessor, NodeTracerProvider, ParentBasedSampler, TraceIdRatioBasedSampler }, exporting, named] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const exporter = new exporting.OTLPTraceExporter({ url: tracesUrl, timeoutMillis: FLUSH_WITHIN_MS });
  const provider = new NodeTracerProvider({
    resource: named.resourceFromAttributes({ 'service.name': `golos-${role}`, 'service.version': version }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(tracesShare) }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  // Knows which span is under way, so that one within it finds its parent.
  provider.register({ propagator: null });
  const tracer = provider.getTracer('golos');
  return {
    traced:
      (name, work) =>
      (...args) =>
        tracer.startActiveSpan(name, async (span) => {
          try {
            return await work(...args);
          } catch (error) {
            // Not its message, which may quote what a person wrote.
            span.setStatus({ code: SpanStatusCode.ERROR });
            throw error;
          } finally {
            span.end();
          }
        }),
    stop: () =>
      Promise.race([
        provider.shutdown().catch(() => undefined),
        new Promise<void>((resolve) => {
          setTimeout(resolve, FLUSH_WITHIN_MS).unref();
        }),
      ]),
  };
}
