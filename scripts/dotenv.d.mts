export function readDotenv(path: string): { values: Record<string, string> } | { problem: string };
