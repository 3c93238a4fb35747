/** Parts of elements that the elements around them let the page style as well. */

export const COMBOBOX_PARTS = "control, label, clear, options, option";
export const MENU_PARTS = "menu-button, menu, menu-text, said";
export const TABLE_PARTS = "table, sort, pages";
export const FIGURE_PARTS = `figure, caption, plot, legend, entry, swatch, more, scale, note, toolbar, ${TABLE_PARTS}, ${MENU_PARTS}`;
