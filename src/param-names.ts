import type { Params } from "./definition.js";

/** Attributes that mean something on every tag, or on every report. */
const TAKEN: ReadonlySet<string> = new Set(
  (
    "accesskey anchor api as-of auth autocapitalize autofocus class contenteditable dir draggable enterkeyhint exportparts group " +
    "hidden id inert inputmode is itemid itemprop itemref itemscope itemtype lang loading name nonce part popover prefix refresh " +
    "role slot source spellcheck style tabindex theme title translate url-history url-sync writingsuggestions"
  ).split(" "),
);

/**
 * Names of params are attributes, keys of URLs and, in camel case, properties: lower-case words joined by hyphens that mean
 * nothing else on a tag.
 * @throws RangeError naming the one that is not.
 */
export function checkParamNames(report: string, params: Params): void {
  for (const name of Object.keys(params)) {
    const isTaken = TAKEN.has(name) || /^(aria|data|on|report)(-|$)|^on[a-z]+$/.test(name);
    if (isTaken || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
      throw new RangeError(
        `The report “${report}” cannot have a param called “${name}”: ${
          isTaken ? "an attribute of that name means something else" : "it must be lower-case words joined by hyphens"
        }.`,
      );
  }
}
