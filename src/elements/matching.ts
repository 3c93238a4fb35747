/** An entry of a list to choose from. */
export interface Option {
  value: string;
  label: string;
}

/**
 * The options that a typed text finds, whatever its case and accents: first those with a word that begins like it, then those
 * that have it elsewhere, both in the order they stand.
 */
export function matching(options: readonly Option[], typed: string): readonly Option[] {
  const sought = fold(typed.trim());
  if (sought === "") return options;
  const beginning = new RegExp(`(?<![\\p{L}\\p{N}])${sought.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}`, "u");
  const found = options
    .map((option) => ({ option, text: fold(option.label) }))
    .filter(({ text }) => text.includes(sought))
    .map(({ option, text }) => ({ option, isFirst: beginning.test(text) }));
  return [...found.filter(({ isFirst }) => isFirst), ...found.filter(({ isFirst }) => !isFirst)].map(({ option }) => option);
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
