/**
 * Counts the entries of the history that are made from now on until the count is taken. A browser keeps fifty at most, so that
 * their number does not tell.
 */
export function countEntries(): () => number {
  let entries = 0;
  history.pushState = (...state) => {
    entries++;
    History.prototype.pushState.apply(history, state);
  };
  return () => {
    Reflect.deleteProperty(history, "pushState");
    return entries;
  };
}
