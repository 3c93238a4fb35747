import { Task } from "@lit/task";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { loadReport, onRegister } from "../catalogue.js";
import type { Report } from "../report.js";

/** Loads the report of a name, and again when the page registers one. */
export class DefinitionController implements ReactiveController {
  readonly #name: () => string;
  readonly #task: Task<readonly [string], { name: string; report: Report | undefined }>;
  #unwatch: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, name: () => string) {
    this.#name = name;
    host.addController(this);
    this.#task = new Task(host, {
      args: () => [name()] as const,
      task: async ([wanted]) => ({ name: wanted, report: await loadReport(wanted) }),
    });
  }

  /** The report of the present name, once it is loaded. */
  get report(): Report | undefined {
    return this.#loaded?.report;
  }

  /** Whether there is no report of the present name. */
  get isUnknown(): boolean {
    return this.#loaded !== undefined && !this.#loaded.report;
  }

  /** Why the report's file did not come. */
  get error(): Error | undefined {
    return this.#task.error as Error | undefined;
  }

  readonly load = (): void => void this.#task.run();

  hostConnected(): void {
    this.#unwatch = onRegister(this.load);
  }

  hostDisconnected(): void {
    this.#unwatch?.();
  }

  get #loaded() {
    return this.#task.value?.name === this.#name() ? this.#task.value : undefined;
  }
}
