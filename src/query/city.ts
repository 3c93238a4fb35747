import type { Question } from "./question.js";

/** Questions as they are asked of one city alone; as they are where none is named. */
export function inCity<Q extends Record<string, Question>>(city: string, questions: Q): Q {
  if (city === "") return questions;
  return Object.fromEntries(Object.entries(questions).map(([name, question]) => [name, narrowed(question, city)])) as Q;
}

/** Which cities there are is the same question in all of them. */
function narrowed(question: Question, city: string): Question {
  switch (question.kind) {
    case "aggregate":
    case "requests":
    case "points":
    case "hotspots":
      return { ...question, where: [...(question.where ?? []), { field: "city_name", op: "=", value: city }] };
    case "lookup":
      return question.of === "city" ? question : { ...question, city };
    case "boundaries":
    case "freshness":
      return { ...question, city };
  }
}
