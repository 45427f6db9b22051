export * from './ballots.ts';
export * from './broadcasts.ts';
export * from './official.ts';
export * from './organizers.ts';
export * from './outbox.ts';
export * from './people.ts';
export * from './stations.ts';
export * from './surveys.ts';
