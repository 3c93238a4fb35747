/** Something the user of a command did or has that cannot work. The message says what and what to do; no stack is shown. */
export class UserError extends Error {
  override name = "UserError";
}
