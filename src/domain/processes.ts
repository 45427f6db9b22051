/** The three processes of the system. Each has keys, a database role and an environment of its own. */
export const PROCESSES = ['web', 'worker', 'sender'] as const;

export type ProcessName = (typeof PROCESSES)[number];
