/** Stops what `global-setup.mjs` started. */
export default async function globalTeardown() {
  const { postgres, redis } = globalThis.golosTestServers;
  await Promise.all([postgres.stop(), redis?.stop()]);
}
