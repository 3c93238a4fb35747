import { Task } from "@lit/task";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { loadReport, onRegister } from "../catalogue.js";
import type { Report } from "../report.js";

/** Loads the report of a name, and again when the page registers one. */
export class DefinitionController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #name: () => string | undefined;
  readonly #task: Task<readonly [string | undefined], { name: string; report: Report | undefined } | undefined>;
  #unwatch: (() => void) | undefined;

  /** @param name Undefined as long as none is wanted. */
  constructor(host: ReactiveControllerHost & HTMLElement, name: () => string | undefined) {
    this.#host = host;
    this.#name = name;
    host.addController(this);
    this.#task = new Task(host, {
      args: () => [name()] as const,
      task: async ([wanted]) => (wanted === undefined ? undefined : { name: wanted, report: await loadReport(wanted) }),
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

  hostUpdate(): void {
    this.#task.autoRun = this.#host.isConnected;
  }

  hostDisconnected(): void {
    this.#unwatch?.();
  }

  get #loaded() {
    return this.#task.value?.name === this.#name() ? this.#task.value : undefined;
  }
}
