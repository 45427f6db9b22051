/**
 * Whose backups are: `BACKUP_PUBLIC_KEY`, as `golos backup keys` prints it. Undefined: not set. Who has only this can
 * make backups, and open none.
 */
export function backupPublicKey(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return env.BACKUP_PUBLIC_KEY || undefined;
}
