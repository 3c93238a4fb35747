import { SingleBar } from "cli-progress";

/** Is told how far an ingest has come. */
export interface Progress {
  start(file: string, bytes: number): void;
  advance(bytes: number): void;
  note(text: string): void;
  stop(): void;
}

/** A bar on a terminal, a plain line for each file otherwise. */
export function consoleProgress(stream: NodeJS.WriteStream): Progress {
  const line = (text: string) => void stream.write(`${text}\n`);
  if (!stream.isTTY)
    return { start: (file, bytes) => line(`Reading ${file} (${megabytes(bytes)})`), advance() {}, note: line, stop() {} };
  let bar: SingleBar | undefined;
  return {
    start(file, bytes) {
      this.stop();
      bar = new SingleBar({ format: `{bar} {percentage}% ${file} {eta_formatted}`, hideCursor: true, stream });
      bar.start(bytes, 0);
    },
    advance: (bytes) => bar?.increment(bytes),
    note(text) {
      this.stop();
      line(text);
    },
    stop() {
      bar?.stop();
      bar = undefined;
    },
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
