import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import type { MetricObject } from 'prom-client';
import { parse as parseYaml } from 'yaml';
import { LOG_EVENTS } from '../../src/config/log.ts';
import { MESSENGERS } from '../../src/domain/people.ts';
import { ERROR_CLASSES } from '../../src/metrics/error-class.ts';
import { createProcessMetrics } from '../../src/metrics/process-metrics.ts';
import { watchRecord } from '../../src/metrics/record-metrics.ts';
import { createSenderMetrics } from '../../src/metrics/sender-metrics.ts';
import { createWebMetrics } from '../../src/metrics/web-metrics.ts';
import { createWorkerMetrics, SCHEDULES } from '../../src/metrics/worker-metrics.ts';
import { QUEUES } from '../../src/queues/contracts.ts';

const DEPLOY = join(process.cwd(), 'deploy');
/** Labels that Prometheus itself puts there. */
const ITS_OWN_LABELS = ['job', 'instance'];
/** What a label may say, where we know all of it. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  process: ['web', 'worker', 'sender'],
  schedule: SCHEDULES,
  queue: Object.keys(QUEUES),
  level: ['info', 'warn', 'error'],
  event: LOG_EVENTS,
  class: ERROR_CLASSES,
  messenger: MESSENGERS,
  job: ['golos-web', 'golos-worker', 'golos-sender'],
  state: ['busy', 'idle', 'waiting'],
};

interface Expression {
  readonly where: string;
  readonly text: string;
}

interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

interface Panel {
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
}

let rules: readonly AlertRule[];
let panels: readonly Panel[];
let known: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  const alerts = parseYaml(await readFile(join(DEPLOY, 'prometheus/alerts.yml'), 'utf8'), { strict: true });
  rules = (alerts.groups as { rules: AlertRule[] }[]).flatMap((group) => group.rules);
  panels = JSON.parse(await readFile(join(DEPLOY, 'grafana/golos.json'), 'utf8')).panels;
  known = await metricsThatExist();
});

/** Every metric that one of the processes has, as Prometheus names its series, with its labels. */
async function metricsThatExist(): Promise<Map<string, readonly string[]>> {
  const { registry } = createProcessMetrics('web', 'test');
  createWebMetrics(registry);
  createWorkerMetrics(registry);
  createSenderMetrics(registry);
  watchRecord(registry, {
    q: { query: async () => ({ rows: [] }) } as never,
    queues: { depth: async () => 0 },
    now: () => 0,
  });
  const names = new Map<string, readonly string[]>();
  for (const metric of registry.getMetricsAsArray() as (MetricObject & { labelNames: string[] })[]) {
    const { name, type, labelNames } = metric;
    if (String(type) !== 'histogram') names.set(name, labelNames);
    else
      for (const end of ['bucket', 'sum', 'count'])
        names.set(`${name}_${end}`, [...labelNames, ...(end === 'bucket' ? ['le'] : [])]);
  }
  return names;
}

const expressions = (): Expression[] => [
  ...rules.map(({ alert, expr }) => ({ where: alert, text: expr })),
  ...panels.flatMap(({ title, targets = [] }) =>
    // What Grafana puts there itself.
    targets.map(({ expr }) => ({ where: title, text: expr.replaceAll('$__rate_interval', '5m') })),
  ),
];

function nodesOf(tree: Tree, ...names: string[]): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  tree.iterate({ enter: ({ node, type }) => void (names.includes(type.name) && found.push(node)) });
  return found;
}

/** What is wrong with an expression, by PromQL's own grammar and by what we really measure. */
function faultsOf({ where, text }: Expression): string[] {
  const tree = parser.parse(text);
  const word = ({ from, to }: { from: number; to: number }) => text.slice(from, to);
  if (nodesOf(tree, '⚠').length > 0) return [`${where}: no PromQL: ${text}`];
  const faults: string[] = [];
  const labels = new Set(ITS_OWN_LABELS);
  for (const selector of nodesOf(tree, 'VectorSelector')) {
    const identifier = selector.getChild('Identifier');
    const name = identifier === null ? '' : word(identifier);
    const has = name === 'up' ? ITS_OWN_LABELS : known.get(name);
    if (has === undefined) faults.push(`${where}: there is no metric ${name}`);
    for (const label of has ?? []) labels.add(label);
    for (const matcher of nodesOf(tree, 'UnquotedLabelMatcher').filter(
      ({ from, to }) => from >= selector.from && to <= selector.to,
    )) {
      const [, label = '', operator = '', value = ''] =
        /^\s*(\w+)\s*(=~|!~|!=|=)\s*"(.*)"\s*$/.exec(word(matcher)) ?? [];
      if (![...(has ?? []), ...ITS_OWN_LABELS].includes(label)) faults.push(`${where}: ${name} has no label ${label}`);
      const possible = VALUES[label];
      const wanted = operator.endsWith('~') ? value.split('|') : [value];
      for (const one of wanted)
        if (possible !== undefined && !possible.some((said) => new RegExp(`^(${one})$`).test(said)))
          faults.push(`${where}: no ${label} is called ${one}`);
    }
  }
  for (const label of nodesOf(tree, 'GroupingLabels').flatMap((list) => word(list).match(/\w+/g) ?? []))
    if (!labels.has(label)) faults.push(`${where}: nothing in it has a label ${label}`);
  return faults;
}

test('alerts and dashboard speak PromQL, of metrics, labels and values that really exist', () => {
  expect(expressions().length).toBeGreaterThan(50);
  expect(expressions().flatMap(faultsOf)).toEqual([]);
});

test.each([
  ['a metric of another name', 'sum(golos_update_total)', 'there is no metric golos_update_total'],
  ['a histogram without its end', 'rate(golos_update_seconds[5m])', 'there is no metric golos_update_seconds'],
  ['a label of another metric', 'golos_updates_total{queue="sends"}', 'golos_updates_total has no label queue'],
  ['a queue that is none', 'golos_outbox_rows{queue="mails"}', 'no queue is called mails'],
  ['an event that nobody logs', 'golos_errors_total{event=~"send-paused|sent"}', 'no event is called sent'],
  ['a class that is none', 'golos_errors_total{class="denied"}', 'no class is called denied'],
  ['grouping by what is not there', 'sum by (stage) (golos_outbox_rows)', 'nothing in it has a label stage'],
  ['half an expression', 'sum(golos_outbox_rows', 'no PromQL: sum(golos_outbox_rows'],
])('this test would find %s', (_name, text, fault) => {
  expect(faultsOf({ where: 'it', text })).toEqual([`it: ${fault}`]);
});

test('every metric of ours is looked at by an alert or on the dashboard', () => {
  const text = expressions()
    .map((expression) => expression.text)
    .join('\n');
  const ours = new Set(
    [...known.keys()]
      .filter((name) => name.startsWith('golos_'))
      .map((name) => name.replace(/_(bucket|sum|count)$/, '')),
  );
  // Whoever wants to know how long a schedule takes asks for it.
  expect([...ours].filter((name) => !text.includes(name))).toEqual(['golos_schedule_seconds']);
});

test('every alert says how bad it is, and where it is written what to do', async () => {
  const operations = await readFile(join(process.cwd(), 'docs/OPERATIONS.md'), 'utf8');
  const anchors = new Set(
    [...operations.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
  const wrong = rules.filter(
    ({ labels, annotations: { summary, runbook } }) =>
      !['page', 'ticket', 'note'].includes(labels.severity) ||
      summary.length < 20 ||
      !anchors.has(runbook.replace('docs/OPERATIONS.md#', '')),
  );
  expect(wrong.map(({ alert, annotations }) => `${alert}: ${annotations.runbook}`)).toEqual([]);
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
});

test('panels of the dashboard lie beside one another', () => {
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, i) => `${x + (i % w)} ${y + Math.floor(i / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(Math.max(...panels.map(({ gridPos: { x, w } }) => x + w))).toBeLessThanOrEqual(24);
});

const promtool = spawnSync('promtool', ['--version']).status === 0;

// Where Prometheus's own tool is (`npm test` installs it on Debian), it has the last word: also on whether alerts fire.
(promtool ? test : test.skip).each([
  ['the rules', ['check', 'rules', 'alerts.yml']],
  ['how processes are found', ['check', 'config', 'prometheus.yml']],
  ['when alerts fire, silence among them', ['test', 'rules', 'alerts.test.yml']],
])('promtool agrees: %s', (_name, args) => {
  const { status, stdout, stderr } = spawnSync('promtool', args, { cwd: join(DEPLOY, 'prometheus'), encoding: 'utf8' });
  expect(status === 0 ? '' : `${stdout}${stderr}`).toBe('');
});
