/** Texts in several languages, and which of them a reader gets. */

/**
 * A text, or one in several languages by their BCP 47 tags (`es`, `es-MX`, `zh-Hant`). Where the reader's is missing, the next
 * wider one stands in (`es-MX` → `es`), and English at last. A bare string is the same in every language, as names are.
 */
export type Text = string | ({ en: string } & Record<string, string>);

const known = new Map<string, readonly string[]>();

/** The tags of the languages that may be used for one, nearest first: `zh-TW` → `zh-TW`, `zh-Hant`, `zh`. None for what is no tag. */
export function nearestFirst(tag: string): readonly string[] {
  let found = known.get(tag);
  if (!found) known.set(tag, (found = widened(tag)));
  return found;
}

function widened(tag: string): string[] {
  let locale: Intl.Locale;
  try {
    locale = new Intl.Locale(tag);
  } catch {
    return [];
  }
  const { baseName, language } = locale;
  const parts = baseName.split("-");
  const shorter = parts.map((_, i) => parts.slice(0, parts.length - i).join("-"));
  const { script } = locale.maximize();
  return [...new Set([baseName, ...shorter.slice(1, -1), ...(script ? [`${language}-${script}`] : []), language])];
}

/** The language that a reader gets a text in; undefined for a bare string. */
export function languageOf(text: Text, tag: string): string | undefined {
  if (typeof text === "string") return undefined;
  return nearestFirst(tag).find((language) => Object.hasOwn(text, language) && text[language]) ?? "en";
}

/** What a reader of a language gets. */
export function textIn(text: Text, tag: string): string {
  const language = languageOf(text, tag);
  return language === undefined ? (text as string) : ((text as Record<string, string>)[language] ?? "");
}

/** Whether a text has the language, or one that may be used for it. */
export function speaks(text: Text, tag: string): boolean {
  const language = languageOf(text, tag);
  return language !== undefined && nearestFirst(tag).includes(language);
}
