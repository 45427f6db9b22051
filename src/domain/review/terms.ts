/** How long a reviewer holds an item. Photos open for so long; afterwards somebody else may get it. */
export const LEASE_SECONDS = 600;

/** How long an answer can be taken back. It is carried out afterwards. */
export const UNDO_SECONDS = 5;

/** Items that a reviewer may hold at once: the one on the screen, and the next one. */
export const HELD_AT_ONCE = 2;

/**
 * How long after an answer nobody gets another item about the same ballot, whatever else there is. Afterwards they get it
 * when there is nothing else for them: the last items of a queue must not be stuck.
 */
export const IN_A_ROW_SECONDS = 20;
