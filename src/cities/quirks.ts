/** What a row may have that a reader of numbers should know, with what it means. Each is a true or false beside the normalised columns. */
export const QUIRKS = {
  no_location: "The city gives no point.",
  placeholder_location: "The point only stands for “not known”, such as 0, 0 or city hall.",
  outside_city: "The point lies outside the city.",
  placeholder_date: "A closed or updated date only stands for “not known”, such as 1900-01-01.",
  closed_before_created: "The closed date is before the created one.",
  closed_when_created: "The closed date is the created one.",
  closed_without_date: "The status says closed, but there is no closed date.",
  date_without_closed: "There is a closed date, but the status says open or referred.",
  unknown_status: "The status word is none that is known of the city.",
  template_text: "A text is a template that nobody filled in.",
} as const;

export type Quirk = keyof typeof QUIRKS;
