/**
 * Writes `docs/DIALOGUES.md` by really running the dialogues on a made-up world. A test compares.
 *
 *     npm run build && node dist/scripts/generate-dialogues-doc.js     (in the repository's root)
 */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { DIALOGUES } from '../src/dialogues/dialogues.ts';
import { COMMANDS_WITH_WORDS, commandRoute } from '../src/dialogues/routes.ts';
import { LANGUAGES, type Localized } from '../src/domain/languages.ts';
import { type Catalogues, loadCatalogues } from '../src/i18n/catalogues.ts';
import { exploreQuestions, patternOf, type Question } from './dialogues-doc/explore.ts';

const HEAD = `# Dialogues

Written by \`scripts/generate-dialogues-doc.ts\`, which talks to the dialogues: change them, not this page.

Every choice that a person can tap has an id, the same on both messengers (\`callback_data\` on Telegram,
\`ActionBody\` on Viber): ASCII, at most 64 bytes, with a colon in it. Its label or, where a question takes no
free text, its number may be typed instead. Buttons \`menu:…\`, \`walk:…\`, \`funds:…\`, \`need:…\` and \`survey:…\` work at any
time, also when they are old; any other button works only at the question that it belongs to. An old button inside a survey
(\`sv:…\`) leads back to where one stopped in it, when nothing else waits for an answer. A link with \`survey_<id>\` begins a
survey, one with \`fund_<id>\` shows a fund, one with \`try_<code>\` shows a survey to an organizer without counting; where a
messenger loses what a link carries, it may be typed. A dialogue's version grows whenever its sequence of calls changes; who is in the middle of an older one is
told so and put back at its beginning.

In the tables, \`<id>\` stands for the id of a choice, a station, a survey or a march, and names are those of a made-up country.
`;

/** What only does something. */
const WITHOUT_QUESTIONS: readonly string[] = ['show', 'need-help'];

/** The whole page. */
export async function dialoguesDoc(catalogues: Catalogues): Promise<string> {
  const questions = await exploreQuestions(catalogues);
  const sections = Object.values(DIALOGUES).map((dialogue) => {
    const own = questions.filter((question) => question.dialogue.name === dialogue.name);
    const head = `## ${dialogue.name}\n\n${dialogue.purpose} Version ${dialogue.version}.\n`;
    if (WITHOUT_QUESTIONS.includes(dialogue.name)) return `${head}\nAsks nothing.\n`;
    if (own.length === 0) throw new Error(`No question of the dialogue ${dialogue.name} was found.`);
    return `${head}\n${questionList(own)}\n\n${optionTable(own)}\n`;
  });
  return [HEAD, commandTable(catalogues), ...sections].join('\n');
}

function questionList(questions: readonly Question[]): string {
  return textsOf(questions)
    .map((text, i) => {
      const { request } = questions.find((question) => textOf(question) === text) ?? {};
      const own =
        request === undefined ? '' : ` With the messenger’s own button for a ${request.what}: ${named(request.label)}.`;
      return `${i + 1}. “${text}”${own}`;
    })
    .join('\n');
}

/** The different questions: a page more or less of a list, or a button, makes no other one. */
function textsOf(questions: readonly Question[]): string[] {
  return [...new Set(questions.map(textOf))];
}

function textOf({ text }: Question): string {
  return text.en.replace(/\n+/g, ' / ').replace(/shown: \d+–\d+/, 'shown: 1–8');
}

function named(label: Localized): string {
  return LANGUAGES.map((language) => `“${label[language]}”`).join(', ');
}

function optionTable(questions: readonly Question[]): string {
  const rows = new Map<string, { readonly label: Localized; readonly at: number[] }>();
  const texts = textsOf(questions);
  for (const question of questions) {
    const at = texts.indexOf(textOf(question)) + 1;
    for (const { id, label } of question.options) {
      const row = rows.get(patternOf(id)) ?? { label, at: [] };
      if (!row.at.includes(at)) row.at.push(at);
      rows.set(patternOf(id), row);
    }
  }
  return table(
    ['option', 'at', 'be', 'ru', 'en'],
    [...rows].map(([id, { label, at }]) => [
      `\`${id}\``,
      at.sort((a, b) => a - b).join(', '),
      label.be,
      label.ru,
      label.en,
    ]),
  );
}

function commandTable(catalogues: Catalogues): string {
  const rows = COMMANDS_WITH_WORDS.map((name) => [
    `\`/${name}\``,
    commandRoute(name)?.dialogue ?? '',
    ...LANGUAGES.map((language) => catalogues.translator(language)(`words-${name}`)),
  ]);
  const start = ['`/start`', 'welcome, register or menu', '', '', ''];
  return `## Commands\n\nAt any time, in every language, whatever language is set:\n\n${table(
    ['command', 'leads to', 'be', 'ru', 'en'],
    [start, ...rows],
  )}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync('docs/DIALOGUES.md', await dialoguesDoc(loadCatalogues()));
}
