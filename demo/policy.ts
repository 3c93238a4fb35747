/** The tightest policy under which a page with our tags works; the gallery and the end-to-end tests run under it. */
export const GALLERY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
].join("; ");
