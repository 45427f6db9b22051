/** A place that can be sent with one press. */
export interface Place {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Towns of the demo election's made-up country, and a few real ones for real stations. */
export const PLACES: readonly Place[] = [
  { name: 'Маякова', latitude: 46.1885, longitude: -32.5814 },
  { name: 'Прыбойск', latitude: 46.31, longitude: -32.0448 },
  { name: 'Верасень', latitude: 45.7292, longitude: -31.8938 },
  { name: 'Туманава', latitude: 45.4992, longitude: -31.8079 },
  { name: 'Млынск', latitude: 45.3408, longitude: -32.5062 },
  { name: 'Мінск', latitude: 53.9023, longitude: 27.5619 },
  { name: 'Гродна', latitude: 53.6694, longitude: 23.8131 },
  { name: 'Гомель', latitude: 52.4313, longitude: 30.9937 },
];
