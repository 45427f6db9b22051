import type { VNode } from 'preact';
import type { Edition } from '../../../domain/finding/edition.ts';
import type { TextKey } from '../../../i18n/keys.ts';
import { PublicPage } from '../layout.tsx';
import type { Look } from '../site/look.ts';
import { codebook } from './codebook.ts';
import type { EditionFiles, ListedFile } from './files.ts';

/** Another edition whose files can be had. */
export interface OtherEdition {
  readonly number: number;
  readonly publishedOn: string;
  /** The folder with its files, such as `/data/some-election/2`. */
  readonly href: string;
}

export interface DataPageProps {
  readonly edition: Edition;
  readonly files: EditionFiles;
  readonly look: Look;
  /** This edition and others, where a server has them; empty in files. */
  readonly editions: readonly OtherEdition[];
}

/** `/data`: every file with its fingerprint, how to check the headline, and what the columns mean. */
export function DataPage({ edition, files, look, editions }: DataPageProps): VNode {
  const { t, language, links, number, day } = look;
  const { proven, missing } = files.country;
  return (
    <PublicPage
      language={language}
      t={t}
      links={links}
      path="/data"
      title={t('data-title')}
      lead={t('data-lead')}
      kicker={t('data-edition', { number: number(edition.number), day: day(edition.publishedOn) })}
      wide
    >
      <section>
        <p>
          {t('data-fingerprint')}
          {': '}
          <code class="hash">{files.sha256}</code>
        </p>
        <p>{t('data-fingerprint-hint')}</p>
      </section>
      <section>
        <h2>{t('data-files')}</h2>
        <FileTable files={files.files} look={look} />
      </section>
      <section>
        <h2>{t('data-sheet-title')}</h2>
        <ol>
          <li>{t('data-sheet-1')}</li>
          <li>{t('data-sheet-2')}</li>
          <li>{t('data-sheet-3', { proven: number(proven), missing: number(missing) })}</li>
          <li>{t('data-sheet-4')}</li>
        </ol>
      </section>
      <section>
        <h2>{t('data-verify-title')}</h2>
        <p>{t('data-verify-text')}</p>
        <pre>
          <code>npm run golos -- verify DIR</code>
        </pre>
      </section>
      {editions.length > 0 && (
        <section>
          <h2>{t('data-older-title')}</h2>
          <p>{t('data-older-text')}</p>
          <ul>
            {editions.map((one) => (
              <li key={one.href}>
                {t('data-older-one', { number: number(one.number), day: day(one.publishedOn) })}
                {': '}
                <a href={`${one.href}/manifest.json`}>{`${one.href}/`}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {links.live && (
        <section>
          <h2>{t('data-api-title')}</h2>
          <p>
            {t('data-api-text')} <a href="/api/v1/openapi.json">{t('data-api-link')}</a>
          </p>
        </section>
      )}
      <section>
        <h2>{t('data-codebook-title')}</h2>
        {codebook(edition, look).map(({ file, columns }) => (
          <details key={file}>
            <summary>{file}</summary>
            <DefinitionTable caption={file} columns={columns} look={look} />
          </details>
        ))}
      </section>
    </PublicPage>
  );
}

function FileTable({ files, look }: { readonly files: readonly ListedFile[]; readonly look: Look }): VNode {
  const { t, number, links } = look;
  return (
    // Something that scrolls must be reachable by keyboard.
    <section class="scrolls" aria-label={t('data-files')} tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('data-file')}</th>
            <th scope="col">{`${t('data-what')} · ${t('data-sha256')}`}</th>
            <th scope="col">{t('data-size')}</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ name, bytes, sha256 }) => (
            <tr key={name}>
              <th scope="row">
                <a href={links.data(name)}>{name}</a>
              </th>
              <td>
                {meaningOf(name, look)}
                <br />
                <code class="hash">{sha256}</code>
              </td>
              <td>{t('data-bytes', { bytes: number(bytes.length) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function DefinitionTable(props: {
  readonly caption: string;
  readonly columns: readonly { readonly column: string; readonly meaning: string }[];
  readonly look: Look;
}): VNode {
  const { t } = props.look;
  return (
    <section class="scrolls" aria-label={props.caption} tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('data-column')}</th>
            <th scope="col">{t('data-meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {props.columns.map(({ column, meaning }) => (
            <tr key={column}>
              <th scope="row">
                <code>{column}</code>
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const MEANINGS: Readonly<Record<string, TextKey>> = {
  'edition.json': 'data-file-edition',
  'summary.json': 'data-file-summary',
  'stations.csv': 'data-file-stations',
  'results.csv': 'data-file-results',
  'totals.csv': 'data-file-totals',
  'totals.json': 'data-file-totals-json',
  'changes.csv': 'data-file-changes',
  'edition.schema.json': 'data-file-schema',
  'manifest.json': 'data-file-manifest',
  SHA256SUMS: 'data-file-sums',
};

function meaningOf(name: string, { t }: Look): string {
  const [, language] = /^codebook\.(be|ru|en)\.csv$/.exec(name) ?? [];
  if (language !== undefined) {
    return t('data-file-codebook', { language: t(`data-language-${language as 'be' | 'ru' | 'en'}`) });
  }
  const key = MEANINGS[name];
  return key === undefined ? '' : t(key);
}
