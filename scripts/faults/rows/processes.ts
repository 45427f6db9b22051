import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '../../../src/config/config.ts';
import { ROLES } from '../../simulate/processes.ts';
import type { Row } from '../row.ts';
import { backAfter } from './back-after.ts';
import { STEPS } from './steps.ts';

const GROUP = 'Processes';
/** A step that is not reached within this is not on anybody's way any more. */
const STEP_WITHIN_MS = 240_000;

/** `kill -9` at each step of one process, one after the other; each time it is started again and does the next. */
function atEveryStep(role: Role): Row {
  const steps = STEPS[role];
  return {
    id: `kill-${role}-steps`,
    group: GROUP,
    fault: `\`kill -9\` of the ${role} process at each of ${steps.length} steps`,
    async run(lab) {
      const died = new EventEmitter();
      lab.onDeath((who, name) => died.emit(`${who} ${name}`));
      for (const [i, step] of steps.entries()) {
        const reached = once(died, `${role} ${step.name}`, { signal: AbortSignal.timeout(STEP_WITHIN_MS) });
        if (i === 0) await lab.restartWith(role, { dieAt: step });
        await reached.catch(() => {
          throw new Error(`the ${role} process never came to: ${step.name}`);
        });
        // It is started again in a moment, with this.
        const next = steps[i + 1];
        lab.plan(role, next === undefined ? undefined : { dieAt: next });
      }
      return `${steps.length} kills`;
    },
    heal: (lab) => lab.restartWith(role),
  };
}

const together: Row = {
  id: 'kill-together',
  group: GROUP,
  fault: '`kill -9` of all three at once, three times',
  async run({ processes }, load) {
    for (let time = 0; time < 3; time += 1) {
      await load.updates(15);
      for (const role of ROLES) processes.kill(role);
    }
    return backAfter(load);
  },
};

const deploy: Row = {
  id: 'restart-in-order',
  group: GROUP,
  fault: 'all three stopped in order and started again, one after the other',
  async run({ processes }, load) {
    for (const role of ROLES) {
      await load.updates(10);
      await processes.restart(role);
    }
    await pause(500);
    return undefined;
  },
};

export const processRows: readonly Row[] = [...ROLES.map(atEveryStep), together, deploy];
