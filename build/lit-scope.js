/**
 * The global object as Lit sees it in the single script: what it reads there, and a place of its own for what it would write, which
 * are the versions of Lit on the page. Where another copy of Lit has the policy already, templates do without one: a page that
 * asks for trusted types and has Lit twice must allow duplicates.
 */
const { ShadowRoot, trustedTypes } = globalThis;

export const scope = {
  ShadowRoot,
  trustedTypes: trustedTypes && {
    emptyScript: trustedTypes.emptyScript,
    createPolicy(name, rules) {
      try {
        return trustedTypes.createPolicy(name, rules);
      } catch {
        return undefined;
      }
    },
  },
};
