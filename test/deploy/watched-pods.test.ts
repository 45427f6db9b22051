import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import type { Role } from '../../src/config/config.ts';

const DEPLOY = join(process.cwd(), 'deploy');
const ROLES: readonly Role[] = ['web', 'worker', 'sender'];

interface Container {
  readonly name: string;
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly resources: { readonly limits: { readonly memory: string } };
}
interface PodTemplate {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly containers: readonly Container[] };
}
interface Relabelling {
  readonly action?: 'keep' | 'replace';
  readonly source_labels: readonly string[];
  readonly regex?: string;
  readonly target_label?: string;
  readonly replacement?: string;
}
interface ScrapeConfig {
  readonly kubernetes_sd_configs: readonly {
    readonly role: string;
    readonly namespaces: { readonly names: string[] };
  }[];
  readonly relabel_configs: readonly Relabelling[];
}
type Labels = Readonly<Record<string, string>>;

async function templatesOf(name: string): Promise<PodTemplate[]> {
  const documents = parseAllDocuments(await readFile(join(DEPLOY, 'kubernetes', `${name}.yaml`), 'utf8'));
  return documents
    .map((document) => document.toJS())
    .flatMap(({ kind, spec }) =>
      kind === 'CronJob' ? spec.jobTemplate.spec.template : ['Deployment', 'Job'].includes(kind) ? spec.template : [],
    );
}

/**
 * What Prometheus's discovery of role `pod` knows: a target for each port of a container, or one without any.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#pod
 */
function targetsOf({ metadata, spec }: PodTemplate): Labels[] {
  const labels = Object.entries(metadata.labels).map(([name, value]) => [
    `__meta_kubernetes_pod_label_${name.replace(/[^a-zA-Z0-9_]/g, '_')}`,
    value,
  ]);
  return spec.containers.flatMap(({ name, ports = [] }) => {
    const pod = { ...Object.fromEntries(labels), __meta_kubernetes_pod_name: `${name}-5d` };
    if (ports.length === 0) return [{ ...pod, __address__: '10.1.1.1' }];
    return ports.map((port) => ({
      ...pod,
      __address__: `10.1.1.1:${port.containerPort}`,
      __meta_kubernetes_pod_container_port_name: port.name,
    }));
  });
}

/** Prometheus's relabelling, as far as we use it: undefined for a target that is not kept. */
function relabelled(target: Labels, rules: readonly Relabelling[]): Labels | undefined {
  let labels = target;
  for (const { action = 'replace', source_labels, regex = '(.*)', target_label = '', replacement = '$1' } of rules) {
    const value = source_labels.map((label) => labels[label] ?? '').join(';');
    const whole = new RegExp(`^(?:${regex})$`);
    if (action === 'keep' && !whole.test(value)) return undefined;
    if (action === 'replace' && whole.test(value))
      labels = { ...labels, [target_label]: value.replace(whole, replacement) };
  }
  return labels;
}

test('on a cluster Prometheus finds each process’s metrics, under the names that alerts and dashboard know, and nothing else', async () => {
  const config = parse(await readFile(join(DEPLOY, 'prometheus/prometheus-kubernetes.yml'), 'utf8'));
  expect(config.rule_files).toEqual(['alerts.yml']);
  expect(config.scrape_configs).toHaveLength(1);
  const [{ kubernetes_sd_configs: discovery, relabel_configs: rules }] = config.scrape_configs as [ScrapeConfig];
  const { namespace } = parse(await readFile(join(DEPLOY, 'kubernetes/kustomization.yaml'), 'utf8'));
  expect(discovery).toEqual([{ role: 'pod', namespaces: { names: [namespace] } }]);
  const templates = (await Promise.all([...ROLES, 'prepare', 'backup'].map(templatesOf))).flat();
  expect(templates).toHaveLength(5);
  const stranger: PodTemplate = {
    metadata: { labels: { 'app.kubernetes.io/name': 'postgres', 'app.kubernetes.io/component': 'web' } },
    spec: {
      containers: [
        { name: 'x', ports: [{ name: 'metrics', containerPort: 9187 }], resources: { limits: { memory: '1Gi' } } },
      ],
    },
  };
  const found = [...templates, stranger]
    .flatMap(targetsOf)
    .map((target) => relabelled(target, rules))
    .filter((target) => target !== undefined);
  expect(found.map(({ job, instance, __address__ }) => [job, instance, __address__])).toEqual(
    ROLES.map((role) => [`golos-${role}`, `${role}-5d`, '10.1.1.1:9464']),
  );
  // As in compose.yaml, whose names the dashboard has, too.
  const compose = parse(await readFile(join(DEPLOY, 'prometheus/prometheus.yml'), 'utf8'));
  expect(compose.scrape_configs.map((scrape: { job_name: string }) => scrape.job_name)).toEqual(
    found.map(({ job }) => job),
  );
});

const promtool = spawnSync('promtool', ['--version']).status === 0;

// Debian's knows no Kubernetes, and is asked about everything else in the file.
(promtool ? test : test.skip)('promtool agrees with the rest of how pods are found', async () => {
  const config = parse(await readFile(join(DEPLOY, 'prometheus/prometheus-kubernetes.yml'), 'utf8'));
  for (const scrape of config.scrape_configs) delete scrape.kubernetes_sd_configs;
  config.rule_files = [join(DEPLOY, 'prometheus/alerts.yml')];
  const folder = await mkdtemp(join(tmpdir(), 'golos-prometheus-'));
  try {
    await writeFile(join(folder, 'prometheus.yml'), stringify(config));
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'config', 'prometheus.yml'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(status === 0 ? '' : `${stdout}${stderr}`).toBe('');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

const UNITS: Readonly<Record<string, number>> = { m: 2 ** 20, g: 2 ** 30, Mi: 2 ** 20, Gi: 2 ** 30 };
function bytesOf(size: string): number {
  const [, number = '', unit = ''] = /^(\d+)(\w+)$/.exec(size) ?? [];
  return Number(number) * (UNITS[unit] ?? Number.NaN);
}

test('the alert on memory fires before a process has reached its limit, in containers and in pods', async () => {
  const { groups } = parse(await readFile(join(DEPLOY, 'prometheus/alerts.yml'), 'utf8'));
  const { expr } = (groups as { rules: { alert: string; expr: string }[] }[])
    .flatMap(({ rules }) => rules)
    .find(({ alert }) => alert === 'GolosMemory') ?? { expr: '' };
  const parts = [...expr.matchAll(/\{job=~?"(.+?)"\} > (\S+)/g)];
  const { services } = parse(await readFile('compose.yaml', 'utf8'), { merge: true });
  for (const role of ROLES) {
    const thresholds = parts.filter(([, job]) => new RegExp(`^(${job})$`).test(`golos-${role}`)).map(([, , n]) => n);
    expect([role, thresholds]).toEqual([role, [expect.any(String)]]);
    const [template] = await templatesOf(role);
    for (const limit of [
      services[role].deploy.resources.limits.memory,
      template?.spec.containers[0]?.resources.limits.memory,
    ]) {
      const share = Number(thresholds[0]) / bytesOf(limit);
      expect(share).toBeGreaterThan(0.7);
      expect(share).toBeLessThan(0.9);
    }
  }
});
