/** The question language and its two ways to an answer. Pure: runs in Node and in the browser. */
export * from "./question.js";
export { inCity } from "./city.js";
export { checkQuestion, isDay, QuestionError } from "./validate.js";
export { aggregate, finish, selectHotspots, selectPoints, selectRequests } from "./evaluate.js";
export { clustersByCouncil, rankClusters, type Cluster } from "./hotspots.js";
export { compile, compileWhere, isoSql, plainTable, type SqlTable, type Statement } from "./sql.js";
export { finishParts, needsDays, type Part } from "./parts.js";
