import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";

/** Imports point one way: each room may import only from those named behind it. */
const ROOMS: [room: RegExp, mayImport: RegExp][] = [
  [/^reports\//, /^src\/report\.ts$/],
  [/^src\/query\//, /^src\/query\//],
  [/^src\/cities\//, /^src\/cities\//],
  [/^src\/stats\//, /^src\/(stats|query)\//],
  [/^src\/locale\//, /^src\/locale\//],
  [/^src\/(breath|csv)\.ts$/, /^src\/query\//],
  [/^src\/charts\//, /^src\/(charts|query|stats|locale)\/|^src\/(definition|columns)\.ts$/],
  [
    /^src\/measure\//,
    /^src\/(measure|charts|query|stats|locale)\/|^src\/(definition|columns|conditions|params|param-texts|phrases)\.ts$/,
  ],
  [/^src\/blocks\.ts$/, /^src\/(charts|query|stats)\/|^src\/(definition|phrases)\.ts$/],
  [
    /^src\/report\.ts$/,
    /^src\/(measure|charts|query|stats)\/|^src\/(blocks|definition|columns|conditions|params|phrases|cities\/categories)\.ts$/,
  ],
  [
    /^src\/(definition|columns|conditions|params|phrases|param-names|param-texts|param-values)\.ts$/,
    /^src\/(query|stats|locale)\/|^src\/(definition|columns|conditions|param-texts)\.ts$/,
  ],
  [/^src\/reports\.generated\.ts$/, /^reports\/|^src\/definition\.ts|^src\/report\.ts/],
  [/^src\/version\.generated\.ts$/, /^$/],
  [/^src\/catalogue\.ts$/, /^src\/(reports\.generated|definition|report|param-names)\.ts$/],
  [/^src\/properties\.ts$/, /^src\/(reports\.generated|definition|param-texts)\.ts$/],
  [/^src\/url\//, /^src\/url\//],
  [/^src\/sources\//, /^src\/(sources|query|cities)\/|^src\/breath\.ts$/],
  [/^src\/lookups\.ts$/, /^src\/query\/|^src\/(param-values|report|view)\.ts$/],
  [/^src\/view\.ts$/, /^src\/(sources|query|locale)\/|^src\/(definition|param-texts|report)\.ts$/],
  [/^src\/figure\//, /^src\/(figure|query|locale|stats)\/|^src\/(breath|definition|report)\.ts$/],
  [/^src\/map\//, /^src\/(map|figure|query|locale)\/|^src\/report\.ts$/],
  [
    /^src\/export\//,
    /^src\/(export|figure|query|stats|locale)\/|^src\/(breath|csv|definition|param-texts|param-values|report)\.ts$/,
  ],
  [
    /^src\/controllers\//,
    /^src\/(controllers|sources|query|stats|locale|url)\/|^src\/(catalogue|lookups|param-values|properties|view|report)\.ts$/,
  ],
  [/^src\/elements\//, /^src\/(?!define|standalone|index)/],
  [/^src\/(define|index|standalone)\.ts$/, /^src\//],
  [/^server\/src\//, /^server\/src\/|^src\/(query|cities)\//],
];

const files = ["src", "reports", "server/src"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file)),
);
const imports = new Map(files.map((file) => [file, importsOf(file)]));

/** The specifiers of all static and dynamic imports of a file. */
function specifiersOf(file: string): string[] {
  const pattern = /^(?:import|export)\b[^;]*?from "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm;
  return [...readFileSync(file, "utf8").matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3]!);
}

function importsOf(file: string): string[] {
  const relative = specifiersOf(file).filter((specifier) => specifier.startsWith("."));
  return relative.map((specifier) => normalize(join(dirname(file), specifier.replace(/\.js$/, ".ts"))));
}

test("every file imports only what its room may", () => {
  const wrong: string[] = [];
  for (const [file, targets] of imports) {
    const room = ROOMS.find(([pattern]) => pattern.test(file));
    assert.ok(room, `${file} is in no room`);
    wrong.push(
      ...targets.filter((target) => target.endsWith(".ts") && !room[1].test(target)).map((target) => `${file} → ${target}`),
    );
  }
  assert.deepEqual(wrong, []);
});

test("there are no import cycles", () => {
  const done = new Set<string>();
  const visit = (file: string, path: string[]): void => {
    assert.ok(!path.includes(file), [...path, file].join(" → "));
    if (done.has(file)) return;
    for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});

test("the widget needs nothing of the server", () => {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string> };
  const widget = files.filter((file) => !file.startsWith("server/"));
  const bare = widget.flatMap(specifiersOf).filter((specifier) => !/^[.#]/.test(specifier));
  const packages = new Set(
    bare.map((id) =>
      id
        .split("/")
        .slice(0, id.startsWith("@") ? 2 : 1)
        .join("/"),
    ),
  );
  assert.deepEqual([...packages].sort(), Object.keys(dependencies).sort());
});
