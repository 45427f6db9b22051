import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '../domain/languages.ts';

/** The language that was asked for, else the first of the browser's that we speak, else Belarusian. */
export function pageLanguage(asked: string | undefined, acceptLanguage = ''): Language {
  const wanted = [asked, ...acceptLanguage.split(',').map((one) => one.trim().slice(0, 2).toLowerCase())];
  for (const code of wanted) {
    const found = LANGUAGES.find((language) => language === code);
    if (found !== undefined) return found;
  }
  return DEFAULT_LANGUAGE;
}
