import type { VNode } from 'preact';
import type { EditionProposal } from '../../../actions/editions/publish-edition.ts';
import { changeInWords } from '../../pages/site/change-in-words.ts';
import type { ViewContext } from '../proposals/view.ts';
import { Card, Stat, Table } from '../ui/data.tsx';
import { Notice } from '../ui/messages.tsx';

export interface EditionFiguresProps {
  readonly content: EditionProposal;
  readonly view: Pick<ViewContext, 't' | 'language'>;
}

/** Everything of an edition that its first page and its lists will say: what the second person decides on. */
export function EditionFigures({ content, view }: EditionFiguresProps): VNode {
  const { note, basis } = content;
  const { t, language } = view;
  return (
    <>
      <Headline content={content} view={view} />
      <p>
        <strong>{t('editions-basis')}:</strong> {t(`editions-basis-${basis}`)}
      </p>
      {note !== null && (
        <Notice title={t('editions-note')}>
          <p>{note[language]}</p>
        </Notice>
      )}
      <Choices content={content} view={view} />
      <Card title={t('editions-sources')}>
        <ol>
          {content.sources.map(({ source, version, fileName, importedOn, sha256 }) => (
            <li key={source}>
              {t('editions-source', {
                source: t(`editions-source-${source}`),
                version,
                file: fileName,
                day: importedOn,
              })}
              <br />
              <code>{sha256}</code>
            </li>
          ))}
        </ol>
      </Card>
      <LeftOut content={content} view={view} />
      <Changes content={content} view={view} />
      <p>
        {t('editions-fingerprint')}: <code>{content.sha256}</code>
      </p>
    </>
  );
}

function Headline({ content, view: { t, language } }: EditionFiguresProps): VNode {
  const { summary, before, except } = content;
  const { country, countryWithSuspect } = summary;
  const number = numberIn(language);
  const was = (value: number | undefined) =>
    value === undefined ? [] : [t('editions-before', { value: number(value) })];
  const withAll = (value: number) => t('editions-with-suspect', { value: number(value) });
  return (
    <>
      <div class="stats">
        <Stat
          label={t('editions-proven')}
          value={number(country.proven)}
          note={[withAll(countryWithSuspect.proven), ...was(before?.country.proven)].join(' · ')}
        />
        <Stat
          label={t('editions-missing')}
          value={number(country.missing)}
          note={[withAll(countryWithSuspect.missing), ...was(before?.country.missing)].join(' · ')}
        />
        <Stat
          label={t('editions-left-out')}
          value={number(country.leftOut)}
          {...(before === null ? {} : { note: was(before.country.leftOut).join() })}
        />
      </div>
      <Table
        caption={t('editions-coverage')}
        columns={[
          { label: t('editions-stations'), numeric: true },
          { label: t('editions-with-official'), numeric: true },
          { label: t('editions-with-ours'), numeric: true },
          { label: t('editions-compared'), numeric: true },
          { label: t('editions-excepted'), numeric: true },
        ]}
        rows={[
          [
            number(country.stations),
            number(country.withOfficial),
            number(country.withOurs),
            number(country.compared),
            `${number(summary.excepted)}${except.length === 0 ? '' : ` (${except.join(', ')})`}`,
          ],
        ]}
      />
    </>
  );
}

function Choices({ content, view: { t, language } }: EditionFiguresProps): VNode {
  const number = numberIn(language);
  return (
    <Card title={t('editions-choices')}>
      <Table
        caption={t('editions-choices')}
        keepShape
        columns={[
          { label: t('editions-choice') },
          { label: t('editions-ours'), numeric: true },
          { label: t('editions-official'), numeric: true },
          { label: t('editions-proven'), numeric: true },
          { label: t('editions-missing'), numeric: true },
        ]}
        rows={content.summary.country.choices.map((choice) => [
          content.election.choices.find(({ id }) => id === choice.choiceId)?.name[language] ?? choice.choiceId,
          number(choice.ours),
          number(choice.official),
          number(choice.proven),
          number(choice.missing),
        ])}
      />
    </Card>
  );
}

function LeftOut({ content, view: { t, language } }: EditionFiguresProps): VNode {
  const number = numberIn(language);
  const { leftOut, summary } = content;
  const all = summary.country.leftOut;
  if (all === 0) return <p>{t('editions-left-out-none')}</p>;
  return (
    <Card title={t('editions-left-out-title', { n: number(all) })}>
      <Table
        caption={t('editions-left-out')}
        columns={[
          { label: t('editions-station') },
          { label: t('editions-because') },
          { label: t('editions-missing'), numeric: true },
        ]}
        rows={leftOut.map(({ code, name, levels, because, missing }) => [
          `${code} · ${[...levels, name].join(', ')}`,
          because.map((one) => t(`editions-suspicion-${one}`)).join(', '),
          number(missing),
        ])}
      />
      {all > leftOut.length && <p>{t('editions-more', { n: number(all - leftOut.length) })}</p>}
    </Card>
  );
}

function Changes({ content, view: { t, language } }: EditionFiguresProps): VNode {
  const number = numberIn(language);
  const { changes, summary, before, election } = content;
  if (before === null) return <p>{t('editions-changes-first')}</p>;
  if (changes.length === 0) return <p>{t('editions-changes-none')}</p>;
  const { numbers, stations } = summary.changes;
  return (
    <Card title={t('editions-changes-title', { numbers: number(numbers), stations: number(stations) })}>
      <Table
        caption={t('editions-change')}
        columns={[{ label: t('editions-station') }, { label: t('editions-change') }]}
        rows={changes.map((change) => [change.stationCode, changeInWords(change, election, { t, language, number })])}
      />
      {numbers > changes.length && <p>{t('editions-more', { n: number(numbers - changes.length) })}</p>}
    </Card>
  );
}

/** Numbers as a language writes them. */
export function numberIn(language: string): (value: number) => string {
  const format = new Intl.NumberFormat(language);
  return (value) => format.format(value);
}
