/**
 * The tightest policy under which a page with our tags works: it has no `style-src`, as everything that the elements look like is in
 * style sheets made by script, of which a policy does not speak. The end-to-end tests run under it.
 */
export const HOST_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
].join("; ");

/** The gallery has a style sheet of its own besides. */
export const GALLERY_POLICY = `style-src 'self'; ${HOST_POLICY}`;
