/** The question language and its two ways to an answer. Pure: runs in Node and in the browser. */
export * from "./question.js";
export { checkQuestion, isDay, QuestionError } from "./validate.js";
export { aggregate, finish, selectPoints, selectRequests } from "./evaluate.js";
export { compile, plainTable, type SqlTable, type Statement } from "./sql.js";
