import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import type { Role } from '../../src/config/config.ts';
import { nodeFlagsFor, variablesOf } from '../../src/config/process-environment.ts';

jest.setTimeout(120_000);

const FOLDER = join(process.cwd(), 'deploy/kubernetes');
const ROLES: readonly Role[] = ['web', 'worker', 'sender'];
const ENTRIES: Readonly<Record<Role, string>> = {
  web: 'dist/src/main.js',
  worker: 'dist/workers/main.js',
  sender: 'dist/workers/sender.js',
};
/** Where Kubernetes's own schema of a kind is, and what it is called there. */
const KINDS: Readonly<Record<string, string>> = {
  Namespace: 'v1',
  ServiceAccount: 'v1',
  ConfigMap: 'v1',
  Service: 'v1',
  PersistentVolumeClaim: 'v1',
  Deployment: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  PodDisruptionBudget: 'policy/v1',
  Ingress: 'networking.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
};

interface Container {
  readonly image: string;
  readonly args: string[];
  readonly ports?: { readonly name: string; readonly containerPort: number }[];
  readonly env: {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: { secretKeyRef?: { name: string; optional?: boolean } };
  }[];
  readonly startupProbe?: object;
  readonly readinessProbe?: { readonly httpGet: { readonly path: string } };
  readonly livenessProbe?: { readonly httpGet: { readonly path: string } };
  readonly resources: { readonly requests: object; readonly limits: object };
  readonly securityContext: object;
}
interface PodSpec {
  readonly terminationGracePeriodSeconds?: number;
  readonly automountServiceAccountToken: boolean;
  readonly securityContext: object;
  readonly containers: Container[];
  readonly volumes: { readonly secret?: { readonly secretName: string } }[];
}
interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  // Each test looks at its own kind's.
  // biome-ignore lint/suspicious/noExplicitAny: a schema checks it
  readonly spec?: any;
}

let resources: readonly Resource[];
beforeAll(async () => {
  const { resources: files } = parse(await readFile(join(FOLDER, 'kustomization.yaml'), 'utf8')) as {
    resources: string[];
  };
  expect((await readdir(FOLDER)).filter((name) => name !== 'kustomization.yaml').sort()).toEqual([...files].sort());
  const documents = await Promise.all(
    files.map(async (file) =>
      parseAllDocuments(await readFile(join(FOLDER, file), 'utf8'), { strict: true, uniqueKeys: true }),
    ),
  );
  expect(documents.flat().flatMap((document) => document.errors.map(String))).toEqual([]);
  resources = documents.flat().map((document) => document.toJS());
});

const named = (kind: string, name: string): Resource => {
  const found = resources.find((resource) => resource.kind === kind && resource.metadata.name === name);
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`);
  return found;
};
const podOf = (role: string): PodSpec => named('Deployment', role).spec.template.spec;
const allPods = (): { name: string; pod: PodSpec; labels: Record<string, string> }[] =>
  resources.flatMap(({ kind, metadata: { name }, spec }) => {
    const template =
      kind === 'CronJob'
        ? spec.jobTemplate.spec.template
        : ['Deployment', 'Job'].includes(kind)
          ? spec.template
          : undefined;
    return template === undefined ? [] : [{ name, pod: template.spec, labels: template.metadata.labels }];
  });

/** The values that the schemas refuse. */
async function refused(all: readonly Resource[]): Promise<string[]> {
  const faults: string[] = [];
  for (const resource of all) {
    const { kind, apiVersion, metadata } = resource;
    if (KINDS[kind] !== apiVersion) {
      faults.push(`${kind} ${metadata.name}: ${apiVersion}`);
      continue;
    }
    const module = await import(`kubernetes-models/${apiVersion}/${kind}`);
    try {
      new module[kind](resource).validate();
    } catch (error) {
      faults.push(`${kind} ${metadata.name}: ${(error as Error).message}`);
    }
  }
  return faults;
}

/** Fields that no schema knows: the compiler refuses them in a literal. */
async function unknownFields(all: readonly Resource[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'golos-manifests-'));
  try {
    await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    const lines = all.map(
      (resource, i) =>
        `import type { I${resource.kind} as T${i} } from 'kubernetes-models/${resource.apiVersion}/${resource.kind}';\nexport const r${i}: T${i} = ${JSON.stringify(resource)};`,
    );
    await writeFile(join(folder, 'manifests.mts'), lines.join('\n'));
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          noEmit: true,
          skipLibCheck: true,
          module: 'nodenext',
          moduleResolution: 'nodenext',
          types: [],
        },
        files: ['manifests.mts'],
      }),
    );
    const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
    return await promisify(execFile)(process.execPath, [tsc, '-p', folder]).then(
      () => '',
      (error: { stdout: string }) => error.stdout,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('every manifest is what Kubernetes’s schemas say, to the last field', async () => {
  expect(resources.length).toBeGreaterThan(20);
  expect(await refused(resources)).toEqual([]);
  expect(await unknownFields(resources)).toBe('');
});

test('this test would find a wrong value, a wrong version and a field that does not exist', async () => {
  const web = structuredClone(named('Deployment', 'web'));
  web.spec.template.spec.containers[0].ports[0].containerPort = '80';
  expect((await refused([web])).join()).toContain('containerPort must be integer');
  expect(await refused([{ ...named('Service', 'web'), apiVersion: 'v2' }])).toEqual(['Service web: v2']);
  const typo = structuredClone(named('Deployment', 'web'));
  typo.spec.template.spec.containers[0].readynessProbe = {};
  expect(await unknownFields([typo])).toContain('readynessProbe');
});

test.each(ROLES)('%s: probes, limits, flags, and only the variables and keys that it needs', (role) => {
  const pod = podOf(role);
  const [container] = pod.containers;
  if (container === undefined) throw new Error('no container');
  expect(container.args).toEqual([...nodeFlagsFor(role), ENTRIES[role]]);
  expect(container.startupProbe).toBeDefined();
  expect(container.readinessProbe?.httpGet.path).toBe('/readyz');
  // A database that is away is no reason to restart.
  expect(container.livenessProbe?.httpGet.path).toBe('/healthz');
  expect(Object.keys(container.resources.limits)).toEqual(['cpu', 'memory']);
  expect(Object.keys(container.resources.requests)).toEqual(['cpu', 'memory']);
  const names = container.env.map(({ name }) => name);
  expect(names.filter((name) => !variablesOf(role).includes(name))).toEqual([]);
  const drain = Number(container.env.find(({ name }) => name === 'DRAIN_SECONDS')?.value);
  expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(drain + 35);
  // Secrets of its own only.
  const secrets = [
    ...container.env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef?.name ?? []),
    ...pod.volumes.flatMap(({ secret }) => secret?.secretName ?? []),
  ];
  expect([...new Set(secrets)].sort()).toEqual([`golos-${role}`, `golos-${role}-keys`]);
  const { rollingUpdate } = named('Deployment', role).spec.strategy;
  expect(rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
  const scaler = named('HorizontalPodAutoscaler', role).spec;
  expect(scaler.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: role });
  expect(scaler.minReplicas).toBeGreaterThanOrEqual(2);
  expect(named('PodDisruptionBudget', role).spec.selector.matchLabels).toEqual(
    named('Deployment', role).spec.selector.matchLabels,
  );
});

test('no pod is root, writes to its own image, or may talk to the cluster', () => {
  expect(
    allPods()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['backup', 'prepare', 'sender', 'web', 'worker']);
  for (const { pod } of allPods()) {
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    });
    for (const container of pod.containers)
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
  }
});

/** Connections to the record that a process opens at most, counted in its source. */
async function connectionsOf(role: Role): Promise<number> {
  const source = ENTRIES[role].replace('dist/', '').replace('.js', '.ts');
  const text = await readFile(source, 'utf8');
  const sizes = [...text.matchAll(/openDatabase\(\{[^}]*?\bmax: (\d+)/g)].map(([, max]) => Number(max));
  expect(sizes).toHaveLength(text.match(/openDatabase\(/g)?.length ?? 0);
  return sizes.reduce((sum, n) => sum + n, 0);
}

test('as many processes as the autoscalers allow do not open more connections than docs/OPERATIONS.md asks Postgres for', async () => {
  const page = await readFile('docs/OPERATIONS.md', 'utf8');
  const told = (pattern: RegExp) => Number(pattern.exec(page)?.[1]);
  let most = 0;
  let oneOfEach = 0;
  for (const role of ROLES) {
    const { maxSurge } = named('Deployment', role).spec.strategy.rollingUpdate;
    const connections = await connectionsOf(role);
    const ofEach = told(new RegExp(`Connections of each process:[^.]*?\\b${role} (\\d+)`));
    expect([role, ofEach]).toEqual([role, connections]);
    most += (named('HorizontalPodAutoscaler', role).spec.maxReplicas + maxSurge) * connections;
    oneOfEach += connections;
  }
  expect(most).toBe(told(/everything opens (\d+) connections/));
  // `golos prepare`, `golos backup`, and three that Postgres keeps for administrators.
  expect(most + 4 + 4 + 3).toBeLessThanOrEqual(told(/`max_connections` has to be (\d+) at least/));
  const compose = await readFile('compose.yaml', 'utf8');
  const allowed = Number(/max_connections=(\d+)/.exec(compose)?.[1]);
  expect(allowed).toBe(told(/Postgres of `compose.yaml` allows (\d+)/));
  expect(oneOfEach).toBe(told(/one of each process, which have (\d+)/));
  expect(oneOfEach * 2 + 11).toBeLessThan(allowed);
});

test('a pooler and a standby can be told: each process has its addresses, all of them optional', () => {
  const optional = (role: Role) =>
    podOf(role)
      .containers[0]?.env.filter(({ valueFrom }) => valueFrom?.secretKeyRef?.optional === true)
      .map(({ name }) => name)
      .filter((name) => name.endsWith('DATABASE_URL'));
  expect(ROLES.map(optional)).toEqual([
    ['SESSION_DATABASE_URL', 'REPLICA_DATABASE_URL'],
    ['SESSION_DATABASE_URL'],
    ['SESSION_DATABASE_URL'],
  ]);
});

/** Pods that a selector chooses, by labels or by the one kind of expression that we use. */
function chosen(selector: {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; values: string[] }[];
}): string[] {
  return allPods()
    .filter(
      ({ labels }) =>
        Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
        (selector.matchExpressions ?? []).every(({ key, values }) => values.includes(labels[key] ?? '')),
    )
    .map(({ name }) => name)
    .sort();
}

test('network policies: nothing by itself; pages for the ingress, metrics for who watches, and https to the outside', () => {
  const policy = (name: string) => named('NetworkPolicy', name).spec;
  const everybody = ['backup', 'prepare', 'sender', 'web', 'worker'];
  expect(policy('nothing-by-itself')).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  expect(chosen(policy('names').podSelector)).toEqual(everybody);
  expect(chosen(policy('record').podSelector)).toEqual(everybody);
  expect(chosen(policy('internet').podSelector)).toEqual(everybody);
  expect(chosen(policy('pages').podSelector)).toEqual(['web']);
  expect(chosen(policy('metrics').podSelector)).toEqual(['sender', 'web', 'worker']);
  const incoming = resources.filter(({ kind, spec }) => kind === 'NetworkPolicy' && spec.ingress !== undefined);
  // The sender accepts no connection but of who reads its metrics.
  expect(
    incoming.filter(({ spec }) => chosen(spec.podSelector).includes('sender')).map(({ metadata }) => metadata.name),
  ).toEqual(['metrics']);
  for (const { spec } of incoming)
    for (const { ports } of spec.ingress)
      for (const { port } of ports) expect(podOf('web').containers[0]?.ports?.map(({ name }) => name)).toContain(port);
  expect(policy('internet').egress[0].ports).toEqual([{ protocol: 'TCP', port: 443 }]);
  // The Ingress leads to pages, and to nothing of those who watch.
  expect(named('Service', 'web').spec.ports).toEqual([{ name: 'http', port: 80, targetPort: 'http' }]);
});
