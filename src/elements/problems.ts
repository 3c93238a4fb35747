import { reportNames } from "../catalogue.js";
import { intervalOf, INTERVALS } from "../controllers/refresh.js";
import { LOADINGS } from "../controllers/sight.js";
import { URL_HISTORIES } from "../controllers/url.js";
import { THEMES } from "../figure/tokens.js";
import { fill, type Words } from "../locale/words.js";

/** The texts of a tag's attributes that are none of its report's params. */
export interface OwnTexts {
  name: string;
  urlHistory: string;
  loading: string;
  interval: string;
  theme: string;
  /** A report that the URL names and that there is not. */
  unknownName: string | undefined;
}

/** A sentence for each of these attributes that could not be taken: what is accepted, and what is shown instead. */
export function ownProblems(texts: OwnTexts, words: Words): string[] {
  const { name, urlHistory, loading, interval, theme, unknownName } = texts;
  const wrong = (param: string, value: string, accepted: readonly string[], shown: string) =>
    fill(words.wrongValue, { param, value, accepted: accepted.join(", "), shown });
  return [
    ...(unknownName === undefined ? [] : [wrong("report-311", unknownName, reportNames(), name)]),
    ...(URL_HISTORIES.includes(urlHistory) ? [] : [wrong("url-history", urlHistory, URL_HISTORIES, "push")]),
    ...(LOADINGS.includes(loading) ? [] : [wrong("loading", loading, LOADINGS, "lazy")]),
    ...(intervalOf(interval) === undefined ? [wrong("refresh", interval, INTERVALS, "0")] : []),
    ...(["", ...THEMES].includes(theme) ? [] : [wrong("theme", theme, THEMES, words.pageScheme)]),
  ];
}
