/** Something that goes wrong with a request that the bot makes. */
export type RequestFault =
  /** Telegram: 429 with `retry_after`; Viber: status 12. */
  | { readonly kind: 'too-many'; readonly seconds?: number }
  /** Telegram: 403; Viber: status 7. With `often`, the same share of people all the time. */
  | { readonly kind: 'blocked' }
  | { readonly kind: 'server-error'; readonly status?: number }
  /** The connection is taken and nothing is ever said. */
  | { readonly kind: 'never-answers' }
  /** 200 with a body that is no JSON. */
  | { readonly kind: 'garbage' }
  /** The answer stops in its middle. */
  | { readonly kind: 'half-body' }
  /** The request takes effect, then the connection breaks: the bot cannot know. */
  | { readonly kind: 'lost-answer' }
  /** Any other answer of the messenger's, word for word. */
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown };

/** Something that goes wrong on the way to the bot. */
export type DeliveryFault =
  /** The same update comes twice. */
  | { readonly kind: 'duplicate' }
  /** Overtaken by what the citizen did next. */
  | { readonly kind: 'reorder' };

export type Fault = RequestFault | DeliveryFault;
export type FaultKind = Fault['kind'];

/** Faults to be switched on while a stand-in runs. */
export interface Faults {
  /** The next so many requests (or deliveries) that it can apply to. `on`: only these methods. */
  next(fault: Fault, times?: number, on?: readonly string[]): void;
  /** This share (0 to 1) of them, until `stop`. */
  often(fault: Fault, share: number, on?: readonly string[]): void;
  /** Switches one kind off, or all. */
  stop(kind?: FaultKind): void;
  /** For the stand-ins: the fault that this request meets. `person` decides a standing `blocked`. */
  drawRequest(method: string, person: string): RequestFault | undefined;
  /** For the stand-ins: whether this delivery meets the fault. */
  drawDelivery(kind: DeliveryFault['kind']): boolean;
  /** How often each kind has struck, for reconciling. */
  struck(kind: FaultKind): number;
}

interface Planned {
  readonly fault: Fault;
  readonly on?: readonly string[];
  readonly share?: number;
  left: number;
}

/** No fault is on at first. `random` gives numbers from 0 to below 1; pass a seeded one to repeat a run. */
export function createFaults(random: () => number = seededRandom(1)): Faults {
  let planned: Planned[] = [];
  const counts = new Map<FaultKind, number>();
  const salt = Math.floor(random() * 2 ** 32);

  function strike(plan: Planned): Fault {
    plan.left -= 1;
    if (plan.left <= 0) planned = planned.filter((other) => other !== plan);
    counts.set(plan.fault.kind, (counts.get(plan.fault.kind) ?? 0) + 1);
    return plan.fault;
  }
  const hits = (plan: Planned, person: string) => {
    if (plan.share === undefined) return true;
    return (plan.fault.kind === 'blocked' ? steadyNumber(person, salt) : random()) < plan.share;
  };

  return {
    next(fault, times = 1, on) {
      planned.push({ fault, left: times, ...(on === undefined ? {} : { on }) });
    },
    often(fault, share, on) {
      planned.push({ fault, share, left: Number.POSITIVE_INFINITY, ...(on === undefined ? {} : { on }) });
    },
    stop(kind) {
      planned = kind === undefined ? [] : planned.filter((plan) => plan.fault.kind !== kind);
    },
    drawRequest(method, person) {
      for (const plan of planned) {
        if (isDeliveryFault(plan.fault) || (plan.on !== undefined && !plan.on.includes(method))) continue;
        // Nobody blocks a bot's request for a file: this fault needs a person.
        if (plan.fault.kind === 'blocked' && person === '') continue;
        if (!hits(plan, person)) continue;
        const fault = strike(plan);
        if (!isDeliveryFault(fault)) return fault;
      }
      return undefined;
    },
    drawDelivery(kind) {
      const plan = planned.find((one) => one.fault.kind === kind && hits(one, ''));
      if (plan === undefined) return false;
      strike(plan);
      return true;
    },
    struck: (kind) => counts.get(kind) ?? 0,
  };
}

function isDeliveryFault(fault: Fault): fault is DeliveryFault {
  return fault.kind === 'duplicate' || fault.kind === 'reorder';
}

/** A small random generator that repeats itself for the same seed (mulberry32). Not for secrets. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same number from 0 to below 1 for the same person every time (FNV-1a, then mixed). */
function steadyNumber(person: string, salt: number): number {
  let hash = (2_166_136_261 ^ salt) >>> 0;
  for (let index = 0; index < person.length; index += 1) {
    hash = Math.imul(hash ^ person.charCodeAt(index), 16_777_619) >>> 0;
  }
  return seededRandom(hash)();
}
