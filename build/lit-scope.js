/**
 * The global object as Lit sees it in the single script: what it reads there, and a place of its own for what it would write, which
 * are the versions of Lit on the page. Its policy of trusted types is made when the first template is: of two copies of the
 * script the second, which shows nothing, makes none.
 */
const { ShadowRoot, trustedTypes } = globalThis;

export const scope = {
  ShadowRoot,
  trustedTypes: trustedTypes && {
    emptyScript: trustedTypes.emptyScript,
    createPolicy(name, rules) {
      let policy;
      return { createHTML: (text) => (policy ??= trustedTypes.createPolicy(name, rules)).createHTML(text) };
    },
  },
};
