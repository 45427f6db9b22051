import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';

const LINES = ['usage: golos <command> [arguments]', '       golos <command> --help'];

/** Finds the command that a command line names and runs it. What a person can mend is told in a line. */
export async function dispatch(
  argv: readonly string[],
  commands: readonly Command[],
  context: CommandContext,
): Promise<ExitCode> {
  const [first, second] = argv;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    for (const line of overview(commands)) context.print(line);
    return first === undefined ? 2 : 0;
  }
  const command =
    commands.find(({ name }) => name === `${first} ${second}`) ?? commands.find(({ name }) => name === first);
  if (command === undefined) {
    const alike = commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
    context.note(`There is no command ${alike.length > 0 && second ? `${first} ${second}` : first}.`);
    for (const line of alike.length > 0 ? [`Did you mean: ${alike.join(', ')}?`] : overview(commands))
      context.note(line);
    return 2;
  }
  const rest = argv.slice(command.name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    context.print(command.usage);
    return 0;
  }
  try {
    return await command.run(rest, context);
  } catch (error) {
    const problem = asProblem(error);
    context.note(problem.message);
    if (problem.exitCode === 2) context.note(`See: golos ${command.name} --help`);
    return problem.exitCode;
  }
}

function overview(commands: readonly Command[]): string[] {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  return [...LINES, '', ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`)];
}

/** @throws what is no problem of the person at the keyboard: a bug. */
function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code = '', message = '' } = Object(error) as { code?: unknown; message?: string };
  // node:util parseArgs: an unknown option, an option without its value.
  if (String(code).startsWith('ERR_PARSE_ARGS_')) return new Problem(message, 2);
  if (CONNECTION.has(String(code))) return new Problem(`Postgres does not answer (${code}): look at DATABASE_URL.`);
  throw error;
}

/** Of Node, and of Postgres: class 28 is a wrong user or password, 3D000 a database that is not there. */
const CONNECTION: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '28P01', '28000', '3D000']);
