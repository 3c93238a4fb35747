import { checkParamNames } from "./param-names.js";
import type { Params, Report, Text } from "./report.js";
import { loaders } from "./reports.generated.js";

/** A report as it stands in a list: its name attribute, its title and what may be varied. */
export interface ReportEntry {
  name: string;
  title: Text;
  params: Params;
}

type Loader = () => Promise<{ default: Report }>;

const reports = new Map<string, Loader>(Object.entries(loaders satisfies Record<string, Loader>));
const watchers = new Set<() => void>();

/** The names of all reports, in alphabetical order. */
export function reportNames(): string[] {
  return [...reports.keys()].sort();
}

/** Loads a report; undefined when there is none of that name. */
export async function loadReport(name: string): Promise<Report | undefined> {
  return (await reports.get(name)?.())?.default;
}

/** All reports with their titles and params; loads each. */
export async function listReports(): Promise<ReportEntry[]> {
  return Promise.all(
    reportNames().map(async (name) => {
      const { title, params } = (await loadReport(name))!;
      return { name, title, params };
    }),
  );
}

/**
 * Adds a report of the page's own (or replaces one) under a name. Tags that wait for this name show it at once.
 * @throws RangeError when one of its params has a name that an attribute of a report cannot have.
 */
export function registerReport(name: string, report: Report): void {
  checkParamNames(name, report.params);
  reports.set(name, () => Promise.resolve({ default: report }));
  for (const watcher of watchers) watcher();
}

/** Calls back when reports are added; returns a function that ends it. */
export function onRegister(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
