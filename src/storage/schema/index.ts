export * from './ballots.ts';
export * from './outbox.ts';
export * from './people.ts';
export * from './stations.ts';
