/** Written by scripts/generate-text-keys.ts from en.ftl. */
export type TextKey = string;
